/** Evidence that bakes need: a bake that cannot fail proves nothing. */
import { parseDuration } from '../../model/duration';
import type { Stage } from '../../model/pipeline';
import { error, type Find, quoted, type Rule } from '../rule';
import { alarmsOf, bakesNeeded, hasOneBoxes, stagesOf, wavesOf } from '../walk';

const someAlarm: Find = (pipeline) =>
  alarmsOf(pipeline)
    .filter(({ part, stages }) => stages.some(bakes) && part.region.length + part.zone.length === 0)
    .map(({ path }) => ({
      path,
      message: 'region and zone are empty, so no bake could pass or fail: name at least one alarm',
    }));

/** The regional bake comes before the first zone, so only the Region's own alarms can be its evidence. */
const regionalAlarm: Find = (pipeline) =>
  Object.values(pipeline.components).some((component) => component.per === 'region')
    ? alarmsOf(pipeline)
        .filter(({ part, stages }) => stages.some((stage) => stage.bakes.regional !== undefined) && part.region.length === 0)
        .map(({ path }) => ({
          path: `${path}/region`,
          message: 'is empty, so the regional bake could never pass: name at least one alarm',
        }))
    : [];

const oneBoxAlarm: Find = (pipeline) =>
  hasOneBoxes(pipeline)
    ? alarmsOf(pipeline)
        .filter(({ part, stages }) => stages.some(bakesOneBox) && part.oneBox.length === 0)
        .map(({ path }) => ({
          path: `${path}/oneBox`,
          message: 'is empty, and the alarms of the whole zone would not notice a bad one-box: name at least one alarm',
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
        message: 'is missing or zero in production: give it a time, as in 1h',
      })),
  );

/** A failed change that stays in production hurts customers. */
const productionGoesBack: Find = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }) => part.environment === 'prod' && part.onFailure !== 'rollBack')
    .map(({ path, part: { onFailure } }) => ({
      path: `${path}/onFailure`,
      message: `${quoted(onFailure)} would leave a failed change in production: write 'rollBack', or remove it`,
    }));

/** The outcome "refused" promises that production was not touched, and a test after production comes too late. */
const testsBeforeProduction: Find = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }, index) => part.environment !== 'prod' && pipeline.stages.slice(0, index).some(isProduction))
    .map(({ path }) => ({ path, message: 'this test stage comes after a wave of production: move it before the first wave' }));

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
      message: `${part?.minimumRequests} requests cannot be counted without a metric: name one in traffic, or write 0`,
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
