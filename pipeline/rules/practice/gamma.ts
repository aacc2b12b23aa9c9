/** Gamma proves something of production as far as it is like it. */
import { parseDuration } from '../../model/duration';
import type { Pipeline, Stage } from '../../model/pipeline';
import { type Find, type Rule, warning } from '../rule';
import { componentsOf, hasOneBoxes, stagesIn, wavesOf } from '../walk';

const severalZones: Find = (pipeline) =>
  wavesOf(pipeline).some(({ part }) => mostZones(part) > 1)
    ? stagesIn('gamma', pipeline)
        .filter(({ part }) => mostZones(part) === 1)
        .map(({ path, part }) => ({
          path: `${path}/regions/${part.regions[0]?.name}/zones`,
          message: 'one zone, and production has several: name a second, so that going from one to the next is tried out',
        }))
    : [];

const mostZones = ({ regions }: Stage): number => Math.max(0, ...regions.map(({ zones }) => zones.length));

const sameSteps: Find = (pipeline) => {
  const [first] = wavesOf(pipeline);
  if (first === undefined) return [];
  return stagesIn('gamma', pipeline).flatMap(({ path, part }) => [
    ...(hasOneBoxes(pipeline) && first.part.oneBox && !part.oneBox
      ? [{ path: `${path}/oneBox`, message: 'false, and production goes by a one-box: leave it out' }]
      : []),
    ...(part.onFailure === first.part.onFailure
      ? []
      : [
          {
            path: `${path}/onFailure`,
            message: `"${part.onFailure}" leaves the way back untried before production needs it: leave it out`,
          },
        ]),
    ...rollingApart(pipeline, part, first.part).map((parameter) => ({
      path: `${path}/parameters/${parameter}`,
      message: "it sets rolling steps other than production's: leave it out",
    })),
  ]);
};

/** The parameters by which gamma replaces another share of a fleet at once than production does, as `api/Batch`. */
const rollingApart = (pipeline: Pipeline, gamma: Stage, production: Stage): string[] =>
  componentsOf(pipeline).flatMap(({ name, part: { rolling } }) => {
    if (rolling === undefined) return [];
    const set = (stage: Stage) => stage.parameters?.[name]?.[rolling.parameter];
    return set(gamma) === set(production) ? [] : [`${name}/${rolling.parameter}`];
  });

/** A bake is tried out as well: alarms that would stop a change in production must have been able to stop it here. */
const bakes: Find = (pipeline) =>
  stagesIn('gamma', pipeline)
    .filter(({ part }) => Object.values(part.bakes).every((bake) => parseDuration(bake.for) === 0))
    .map(({ path }) => ({
      path: `${path}/bakes`,
      message: 'nothing bakes there, so no alarm is asked before production: let its one-box bake 30m',
    }));

export const gamma: readonly Rule[] = [
  warning('gamma-has-one-zone', severalZones, { from: 'zones' }),
  warning('gamma-does-not-bake', bakes, { from: 'rollback' }),
  warning('gamma-deploys-otherwise', sameSteps, { from: 'zones' }),
];
