import { hours } from 'slipway';
import pipeline from './pipeline';
import { shortened } from './shortened';

const quick = shortened(pipeline);

const approval = { approvers: ['ada@example.com', 'rex@example.com'], count: 1, expires: hours(8) };

/** The quick one, with a person who must say yes before the second wave. Ada wrote the changes, so it has to be Rex. */
export default {
  ...quick,
  stages: quick.stages.map((stage) => (stage.name === 'second' ? { ...stage, approval } : stage)),
};
