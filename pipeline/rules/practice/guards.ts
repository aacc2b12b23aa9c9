/** A person or an alarm must be able to stop a change before it hurts all of production. */
import { parseDuration } from '../../model/duration';
import { hasReached } from '../../model/rung';
import { error, type Find, type Rule, warning } from '../rule';
import { alarmsOf, bakesNeeded, wavesOf } from '../walk';

/** A pipeline without alarms may have no bakes if a person approves. Without either, nothing would stop a bad change. */
const approvalOrBakes: Find = (pipeline) =>
  hasReached(pipeline, 'rollback')
    ? []
    : wavesOf(pipeline)
        .filter(({ part }) => part.approval === undefined)
        .filter(({ part }) => !bakesNeeded(pipeline, part).every((kind) => parseDuration(part.bakes[kind]?.for ?? '0s') !== 0))
        .map(({ path }) => ({
          path: `${path}/approval`,
          message: 'is missing, and not every step bakes, so nothing could stop a bad change: name approvers, or add bakes',
        }));

/** `no-alarms` is about bakes without alarms. This is about waves without any bake, which have no alarms either. */
const productionAlarms: Find = (pipeline) =>
  alarmsOf(pipeline)
    .filter(({ part, stages }) => stages.some(isWaveWithoutBakes) && part.region.length + part.zone.length === 0)
    .map(({ path }) => ({
      path,
      message: 'region and zone are empty for production, so nothing would roll a bad change back: name at least one alarm',
    }));

const isWaveWithoutBakes: (stage: { readonly environment: string; readonly bakes: object }) => boolean = ({
  environment,
  bakes,
}) => environment === 'prod' && Object.keys(bakes).length === 0;

/** A second person finds what the author cannot see, and a single stolen key cannot reach production. */
const reviewed: Find = ({ review }) =>
  review.approvals >= 1
    ? []
    : [
        {
          path: 'review/approvals',
          message: `${review.approvals} lets a change through that nobody but its author has seen: write 1 or more`,
        },
      ];

export const guards: readonly Rule[] = [
  error('unguarded-production', approvalOrBakes),
  error('no-production-alarms', productionAlarms, { from: 'rollback' }),
  warning('no-review', reviewed),
];
