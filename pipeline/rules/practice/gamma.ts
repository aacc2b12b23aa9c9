/** Whether gamma is like production: it tests production only as far as it is. */
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
          message: 'has one zone, but production has several: name a second, so that the step from zone to zone is tested',
        }))
    : [];

const mostZones = ({ regions }: Stage): number => Math.max(0, ...regions.map(({ zones }) => zones.length));

const sameSteps: Find = (pipeline) => {
  const [first] = wavesOf(pipeline);
  if (first === undefined) return [];
  return stagesIn('gamma', pipeline).flatMap(({ path, part }) => [
    ...(hasOneBoxes(pipeline) && first.part.oneBox && !part.oneBox
      ? [{ path: `${path}/oneBox`, message: 'false skips the one-box that production has: remove it' }]
      : []),
    ...(part.onFailure === first.part.onFailure
      ? []
      : [
          {
            path: `${path}/onFailure`,
            message: `"${part.onFailure}" means that no rollback is tested before production needs one: remove it`,
          },
        ]),
    ...differentRolling(pipeline, part, first.part).map((parameter) => ({
      path: `${path}/parameters/${parameter}`,
      message: 'replaces a different share of the fleet at once than production does: remove it',
    })),
  ]);
};

/** The parameters, as in `api/Batch`, by which gamma replaces a different share of the fleet at once than production does. */
const differentRolling = (pipeline: Pipeline, gamma: Stage, production: Stage): string[] =>
  componentsOf(pipeline).flatMap(({ name, part: { rolling } }) => {
    if (rolling === undefined) return [];
    const set = (stage: Stage) => stage.parameters?.[name]?.[rolling.parameter];
    return set(gamma) === set(production) ? [] : [`${name}/${rolling.parameter}`];
  });

/** Gamma tests the bakes too: alarms that can stop a change in production must be able to stop it in gamma. */
const bakes: Find = (pipeline) =>
  stagesIn('gamma', pipeline)
    .filter(({ part }) => Object.values(part.bakes).every((bake) => parseDuration(bake.for) === 0))
    .map(({ path }) => ({
      path: `${path}/bakes`,
      message: 'has no bake, so no alarm is watched before production: let the one-box bake 30m',
    }));

export const gamma: readonly Rule[] = [
  warning('gamma-has-one-zone', severalZones, { from: 'zones' }),
  warning('gamma-does-not-bake', bakes, { from: 'rollback' }),
  warning('gamma-deploys-otherwise', sameSteps, { from: 'zones' }),
];
