/** Names become parts of workflow ids, lanes and stacks, so each must be plain, and stand once. */
import { laneOf } from '../../model/ids';
import type { Environment, Pipeline, Region } from '../../model/pipeline';
import type { Target } from '../../model/target';
import { stackName } from '../../model/target';
import { error, type Find, type Finding, type Rule } from '../rule';
import { type At, componentsOf, regionsOf, repeated, stagesOf, zonesOf } from '../walk';

const plain = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

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
  twice(stagesOf(pipeline), (stage) => stage.name, 'stands twice: give each stage a name of its own');

const regionsOnce: Find = (pipeline) =>
  stagesOf(pipeline).flatMap((stage) =>
    twice(regionsOf(stage), (region) => region.name, 'stands twice in this stage: leave one out'),
  );

const zonesOnce: Find = (pipeline) =>
  stagesOf(pipeline)
    .flatMap(regionsOf)
    .flatMap((region) => twice(zonesOf(region), (zone) => zone.name, 'stands twice in this Region: leave one out'));

/** A lane is an environment's Region: a change that enters one in two stages would bake against itself. */
const lanesOnce: Find = (pipeline) => {
  const lanes = stagesOf(pipeline).flatMap((stage) =>
    regionsOf(stage).map(({ path, part }) => ({ path, stage: stage.part.name, lane: laneOf(stage.part.environment, part.name) })),
  );
  const firstIn = firsts(lanes, ({ lane }) => lane);
  return lanes.flatMap((here) => {
    const earlier = firstIn.get(here.lane);
    return earlier === undefined || earlier.stage === here.stage
      ? []
      : [{ path: here.path, message: `${here.lane} is reached in stage ${earlier.stage} already: leave one out` }];
  });
};

/** Plain names can still meet: `api` in zone `x-y` and `api-x` in zone `y`. Two targets on one stack would overwrite each other. */
const stacksOnce: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { environment, regions } }) =>
    regions.flatMap((region) => {
      const all = stacksIn(pipeline, environment, region);
      const firstOf = firsts(all, ({ stack }) => stack);
      return all
        .filter((here) => firstOf.get(here.stack) !== here)
        .map(({ stack, what }) => ({
          path: `${path}/regions/${region.name}`,
          message: `${stack} would be the stack of ${what} and of another target: rename the component or the zone`,
        }));
    }),
  );

/** CloudFormation's own. */
const longestStack = 128;

/** Each part may be as long as a name may be, and all of them together too long for a stack. */
const stacksThatCanBe: Find = (pipeline) =>
  stagesOf(pipeline).flatMap(({ path, part: { environment, regions } }) =>
    regions.flatMap((region) =>
      stacksIn(pipeline, environment, region)
        .filter(({ stack }) => stack.length > longestStack)
        .map(({ stack, what }) => ({
          path: `${path}/regions/${region.name}`,
          message: `${stack} would be the stack of ${what}, and has more than the ${longestStack} characters of a stack: shorten a name in it`,
        })),
    ),
  );

/** Each stack that the components may ever have in a Region, one-box or not. */
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

/** The first with each key. */
function firsts<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return found;
}

const plainAt = (path: string, name: string): Finding[] =>
  plain.test(name) && name.length <= 40
    ? []
    : [
        {
          path,
          message: `${JSON.stringify(name)} is no name: begin with a lower-case letter, then lower-case letters, digits and single dashes, at most 40`,
        },
      ];

const twice = <T>(parts: readonly At<T>[], nameOf: (part: T) => string, message: string): Finding[] =>
  repeated(parts, nameOf).map(({ path, part }) => ({ path, message: `${JSON.stringify(nameOf(part))} ${message}` }));

export const names: readonly Rule[] = [
  error('bad-name', plainNames),
  error('stage-twice', stagesOnce),
  error('region-twice', regionsOnce),
  error('zone-twice', zonesOnce),
  error('lane-twice', lanesOnce),
  error('stack-twice', stacksOnce),
  error('long-stack', stacksThatCanBe),
];
