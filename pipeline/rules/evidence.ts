/** A bake that cannot fail proves nothing. */
import { parseDuration } from '../duration';
import type { Bakes, Pipeline, Stage } from '../model';
import type { Rule } from '../problems';
import { bakesOf, stagesOf } from './walk';

const someAlarm: Rule = (pipeline) => {
  const { region, zone } = pipeline.alarms;
  const bakes = stagesOf(pipeline).flatMap(bakesOf);
  return bakes.length === 0 || region.length + zone.length > 0
    ? []
    : [
        {
          path: 'alarms',
          message: 'there is none for a Region or its zones, so no bake could ever fail or pass: name at least one',
        },
      ];
};

/** Before its first zone nothing but its own alarms can say how a Region is. */
const regionalAlarm: Rule = (pipeline) => {
  const bakesRegional = pipeline.stages.some((stage) => stage.bakes.regional !== undefined);
  const hasRegional = Object.values(pipeline.components).some((component) => component.per === 'region');
  return !bakesRegional || !hasRegional || pipeline.alarms.region.length > 0
    ? []
    : [
        {
          path: 'alarms/region',
          message: "there is none, so the bake of the Region's own part could never pass: name at least one",
        },
      ];
};

const oneBoxAlarm: Rule = (pipeline) => {
  const bakesOneBox = pipeline.stages.some((stage) => stage.oneBox && stage.bakes.oneBox !== undefined);
  const hasOneBox = Object.values(pipeline.components).some((component) => component.oneBox !== undefined);
  return !bakesOneBox || !hasOneBox || pipeline.alarms.oneBox.length > 0
    ? []
    : [
        {
          path: 'alarms/oneBox',
          message: "there is none, and the zone's own would drown a tenth of its traffic: name at least one",
        },
      ];
};

const productionBakes: Rule = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }) => part.environment === 'prod')
    .flatMap(({ path, part }) =>
      bakesNeeded(pipeline, part)
        .filter((kind) => (parseDuration(part.bakes[kind]?.for ?? '0s') ?? 1) === 0)
        .map((kind) => ({
          path: `${path}/bakes/${kind}`,
          message: 'production is not left without a bake: give it a time, as in 1h',
        })),
    );

/** A bake for each thing that is deployed in a stage. */
function bakesNeeded({ components }: Pipeline, { oneBox }: Stage): (keyof Bakes)[] {
  const all = Object.values(components);
  return [
    ...(all.some(({ per }) => per === 'region') ? (['regional'] as const) : []),
    ...(oneBox && all.some((component) => component.oneBox !== undefined) ? (['oneBox'] as const) : []),
    'zone',
    'region',
  ];
}

/** What hurts in production hurts those who call it. */
const productionGoesBack: Rule = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }) => part.environment === 'prod' && part.onFailure !== 'rollBack')
    .map(({ path, part: { onFailure } }) => ({
      path: `${path}/onFailure`,
      message: `${JSON.stringify(onFailure)} would leave in production what hurts it: write 'rollBack', or leave it out`,
    }));

/** "Refused" promises that production was not touched, and a test that comes after it proves nothing. */
const testsBeforeProduction: Rule = (pipeline) =>
  stagesOf(pipeline)
    .filter(({ part }, index) => part.environment !== 'prod' && pipeline.stages.slice(0, index).some(isProduction))
    .map(({ path }) => ({ path, message: 'a test stage stands behind a wave of production: put it before the first' }));

const isProduction = ({ environment }: Stage): boolean => environment === 'prod';

const trafficToCount: Rule = (pipeline) =>
  pipeline.traffic !== undefined
    ? []
    : stagesOf(pipeline)
        .flatMap(bakesOf)
        .filter(({ part }) => part.minimumRequests > 0)
        .map(({ path, part }) => ({
          path: `${path}/minimumRequests`,
          message: `${part.minimumRequests} cannot be counted without a metric: name one in traffic, or write 0`,
        }));

export const evidence: readonly Rule[] = [
  someAlarm,
  regionalAlarm,
  oneBoxAlarm,
  productionBakes,
  productionGoesBack,
  testsBeforeProduction,
  trafficToCount,
];
