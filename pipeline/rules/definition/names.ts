/** Names become parts of workflow ids, lanes and stacks, so they must be plain and unique. */
import { laneOf } from '../../model/ids';
import type { Environment, Pipeline, Region } from '../../model/pipeline';
import type { Target } from '../../model/target';
import { stackName } from '../../model/target';
import { error, type Find, type Finding, quoted, type Rule } from '../rule';
import { type At, componentsOf, regionsOf, repeated, stagesOf, zonesOf } from '../walk';

const plainName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const plainNames: Find = (pipeline) => [
  ...plainAt('name', pipeline.name),
  ...plainAt('service', pipeline.service),
  ...componentsOf(pipeline).flatMap(({ path, name }) => plainAt(path, name)),
  ...stagesOf(pipeline).flatMap(({ path, part }) => plainAt(path, part.name)),
  ...stagesOf(pipeline)
    .flatMap(regionsOf)
    .flatMap(zonesOf)
    .flatMap(({ path, part }) => plainAt(path, part.name)),
];

const stagesOnce: Find = (pipeline) =>
  twice(stagesOf(pipeline), (stage) => stage.name, 'is used twice: give each stage its own name');

const regionsOnce: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    twice(regionsOf(stage), (region) => region.name, 'is listed twice in this stage: remove one'),
  );

const zonesOnce: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .flatMap((region) => twice(zonesOf(region), (zone) => zone.name, 'is listed twice in this Region: remove one'));

/** A lane is a Region of an environment. A change that enters the same lane in two stages would be compared with itself. */
const lanesOnce: Find = (pipeline) => {
  const lanes = stagesOf(pipeline).flatMap((stage) =>
    regionsOf(stage).map(({ path, part }) => ({ path, stage: stage.part.name, lane: laneOf(stage.part.environment, part.name) })),
  );
  const firstIn = firsts(lanes, ({ lane }) => lane);
  return lanes.flatMap((here) => {
    const earlier = firstIn.get(here.lane);
    return earlier === undefined || earlier.stage === here.stage
      ? []
      : [
          {
            path: here.path,
            message: `stage ${earlier.stage} already deploys to ${here.lane}: remove the Region from one of the two stages`,
          },
        ];
  });
};

/** Plain names can still collide: `api` in zone `x-y` and `api-x` in zone `y`. Two targets with one stack would overwrite each other. */
const stacksOnce: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { environment, regions } }) =>
    regions.flatMap((region) => {
      const all = stacksIn(pipeline, environment, region);
      const firstOf = firsts(all, ({ stack }) => stack);
      return all
        .filter((here) => firstOf.get(here.stack) !== here)
        .map(({ stack, what }) => ({
          path: `${path}/regions/${region.name}`,
          message: `${stack} would be the stack of two targets, one of them ${what}: rename the component or the zone`,
        }));
    }),
  );

/** CloudFormation's limit, in characters. */
const longestStack = 128;

/** Names within their limit can together be too long for a stack. */
const stackNamesFit: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { environment, regions } }) =>
    regions.flatMap((region) =>
      stacksIn(pipeline, environment, region)
        .filter(({ stack }) => stack.length > longestStack)
        .map(({ stack, what }) => ({
          path: `${path}/regions/${region.name}`,
          message: `${stack}, the stack of ${what}, is longer than the ${longestStack} characters that CloudFormation allows: shorten one of its names`,
        })),
    ),
  );

/** Each stack that the components can have in a Region, with the stacks of one-boxes. */
const stacksIn = (pipeline: Pipeline, environment: Environment, { name: region, zones }: Region) =>
  componentsOf(pipeline).flatMap(({ name: component, part: { per, oneBox } }) => {
    const at = (where: Partial<Pick<Target, 'zone' | 'share'>>, what: string) => ({
      what,
      stack: stackName(pipeline.name, { environment, region, component, ...where }),
    });
    if (per === 'region') return [at({}, `${component} in ${region}`)];
    return [...new Set(zones.map((zone) => zone.name))].flatMap((zone) => [
      at({ zone }, `${component} in ${zone}`),
      ...(oneBox === undefined ? [] : [at({ zone, share: 'one-box' }, `the one-box of ${component} in ${zone}`)]),
    ]);
  });

/** The first item with each key. */
function firsts<T>(all: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const item of all) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return first;
}

const plainAt = (path: string, name: string): Finding[] =>
  plainName.test(name) && name.length <= 40
    ? []
    : [
        {
          path,
          message: `${quoted(name)} is not a valid name: begin with a lower-case letter, then use lower-case letters, digits and single dashes, at most 40 characters`,
        },
      ];

const twice = <T>(parts: readonly At<T>[], nameOf: (part: T) => string, message: string): Finding[] =>
  repeated(parts, nameOf).map(({ path, part }) => ({ path, message: `${quoted(nameOf(part))} ${message}` }));

export const names: readonly Rule[] = [
  error('bad-name', plainNames),
  error('stage-twice', stagesOnce),
  error('region-twice', regionsOnce),
  error('zone-twice', zonesOnce),
  error('lane-twice', lanesOnce),
  error('stack-twice', stacksOnce),
  error('long-stack', stackNamesFit),
];
