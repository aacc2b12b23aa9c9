import { hours } from 'slipway';
import pipeline from './pipeline';
import { shortened } from './shortened';

const quick = shortened(pipeline);

const approval = { approvers: ['ada@example.com', 'rex@example.com'], count: 1, expires: hours(8) };

/** The shortened pipeline, with an approval before the second wave. Ada is the author of the changes, so only Rex can approve them. */
export default {
  ...quick,
  stages: quick.stages.map((stage) => (stage.name === 'second' ? { ...stage, approval } : stage)),
};
