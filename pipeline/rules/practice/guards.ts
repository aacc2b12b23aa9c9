/** Somebody or something must be able to stop a change before it has hurt all of production. */
import { parseDuration } from '../../model/duration';
import { hasReached } from '../../model/rung';
import { alarmPlaces } from '../places';
import { error, type Find, type Rule, warning } from '../rule';
import { bakesNeeded, wavesOf } from '../walk';

/** A pipeline that has no alarms yet may do without bakes because a person looks. Without either, nothing would take a bad change back. */
const somebodyLooks: Find = (pipeline) =>
  hasReached(pipeline, 'rollback')
    ? []
    : wavesOf(pipeline)
        .filter(({ part }) => part.approval === undefined)
        .filter(({ part }) => !bakesNeeded(pipeline, part).every((kind) => parseDuration(part.bakes[kind]?.for ?? '0s') !== 0))
        .map(({ path }) => ({
          path: `${path}/approval`,
          message: 'there is none, and not every step bakes, so nothing could stop a bad change: name who says yes, or add bakes',
        }));

/** `no-alarms` is about bakes that could never fail; this is about those that are not there because nothing could be asked. */
const productionAlarms: Find = (pipeline) =>
  alarmPlaces(pipeline)
    .filter(({ part, stages }) => stages.some(isBareWave) && part.region.length + part.zone.length === 0)
    .map(({ path }) => ({
      path,
      message:
        'there is none for production, so nothing would take a bad change back: name at least one for a Region or its zones',
    }));

const isBareWave: (stage: { readonly environment: string; readonly bakes: object }) => boolean = ({ environment, bakes }) =>
  environment === 'prod' && Object.keys(bakes).length === 0;

/** Four eyes find what its author cannot see, and no single stolen key reaches production. */
const reviewed: Find = ({ review }) =>
  review.approvals >= 1
    ? []
    : [{ path: 'review/approvals', message: `${review.approvals} lets a change go unseen by anybody else: write 1 or more` }];

export const guards: readonly Rule[] = [
  error('unguarded-production', somebodyLooks),
  error('no-production-alarms', productionAlarms, { from: 'rollback' }),
  warning('no-review', reviewed),
];
