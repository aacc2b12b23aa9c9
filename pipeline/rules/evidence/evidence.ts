/** A bake that cannot fail proves nothing. */
import { parseDuration } from '../../model/duration';
import type { Stage } from '../../model/pipeline';
import { alarmPlaces } from '../places';
import { error, type Find, type Rule } from '../rule';
import { bakesNeeded, hasOneBoxes, stagesOf, wavesOf } from '../walk';

const someAlarm: Find = (pipeline) =>
  alarmPlaces(pipeline)
    .filter(({ part, stages }) => stages.some(bakes) && part.region.length + part.zone.length === 0)
    .map(({ path }) => ({
      path,
      message: 'there is none for a Region or its zones, so no bake could ever fail or pass: name at least one',
    }));

/** Before its first zone nothing but its own alarms can say how a Region is. */
const regionalAlarm: Find = (pipeline) =>
  Object.values(pipeline.components).some((component) => component.per === 'region')
    ? alarmPlaces(pipeline)
        .filter(({ part, stages }) => stages.some((stage) => stage.bakes.regional !== undefined) && part.region.length === 0)
        .map(({ path }) => ({
          path: `${path}/region`,
          message: "there is none, so the bake of the Region's own part could never pass: name at least one",
        }))
    : [];

const oneBoxAlarm: Find = (pipeline) =>
  hasOneBoxes(pipeline)
    ? alarmPlaces(pipeline)
        .filter(({ part, stages }) => stages.some(bakesOneBox) && part.oneBox.length === 0)
        .map(({ path }) => ({
          path: `${path}/oneBox`,
          message: "there is none, and the zone's own would drown a tenth of its traffic: name at least one",
        }))
    : [];

const bakes = (stage: Stage): boolean => Object.keys(stage.bakes).length > 0;

const bakesOneBox = ({ oneBox, bakes }: Stage): boolean => oneBox && bakes.oneBox !== undefined;

const productionBakes: Find = (pipeline) =>
  wavesOf(pipeline).flatMap(({ path, part }) =>
    bakesNeeded(pipeline, part)
      .filter((kind) => (parseDuration(part.bakes[kind]?.for ?? '0s') ?? 1) === 0)
      .map((kind) => ({
        path: `${path}/bakes/${kind}`,
        message: 'production is not left without a bake: give it a time, as in 1h',
      })),
  );

/** What hurts in production hurts those who call it. */
const productionGoesBack: Find = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }) => part.environment === 'prod' && part.onFailure !== 'rollBack')
    .map(({ path, part: { onFailure } }) => ({
      path: `${path}/onFailure`,
      message: `${JSON.stringify(onFailure)} would leave in production what hurts it: write 'rollBack', or leave it out`,
    }));

/** "Refused" promises that production was not touched, and a test that comes after it proves nothing. */
const testsBeforeProduction: Find = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }, index) => part.environment !== 'prod' && pipeline.stages.slice(0, index).some(isProduction))
    .map(({ path }) => ({ path, message: 'a test stage stands behind a wave of production: put it before the first' }));

const isProduction = ({ environment }: Stage): boolean => environment === 'prod';

const trafficToCount: Find = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }) => (part.traffic ?? pipeline.traffic) === undefined)
    .flatMap(({ path, part }) =>
      bakesNeeded(pipeline, part).map((kind) => ({ path: `${path}/bakes/${kind}`, part: part.bakes[kind] })),
    )
    .filter(({ part }) => (part?.minimumRequests ?? 0) > 0)
    .map(({ path, part }) => ({
      path: `${path}/minimumRequests`,
      message: `${part?.minimumRequests} cannot be counted without a metric: name one in traffic, or write 0`,
    }));

export const evidence: readonly Rule[] = [
  error('no-alarms', someAlarm),
  error('no-regional-alarm', regionalAlarm),
  error('no-one-box-alarm', oneBoxAlarm),
  error('no-production-bake', productionBakes, { from: 'rollback' }),
  error('left-in-production', productionGoesBack),
  error('test-stage-after-production', testsBeforeProduction),
  error('uncounted-requests', trafficToCount),
];
