/** Whether the smallest step goes first, everywhere. */
import type { Stage } from '../../model/pipeline';
import { error, type Find, type Rule, warning } from '../rule';
import { type At, componentsOf, hasOneBoxes, regionsOf, stagesIn, wavesOf, zonesOf } from '../walk';

/** A component may say instead that the platform shifts its traffic, or why it can be changed only as a whole. */
const everyComponent: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'zone' && part.oneBox === undefined && part.shifts === undefined)
    .filter(({ part: { cannotCanary = '' } }) => cannotCanary.trim() === '')
    .map(({ path }) => ({
      path: `${path}/oneBox`,
      message:
        "there is none, so a whole zone takes each change at once: name the template of one, or say shifts: 'platform', or why in cannotCanary",
    }));

const everyWave: Find = (pipeline) =>
  hasOneBoxes(pipeline)
    ? wavesOf(pipeline)
        .filter(({ part }) => !part.oneBox)
        .map(({ path }) => ({
          path: `${path}/oneBox`,
          message: 'false lets each zone take a change at once, although there is a one-box: leave it out',
        }))
    : [];

/** Traffic is taken to be spread evenly: what a zone really carries is known to nobody here. */
const everyZone: Find = (pipeline) =>
  (hasOneBoxes(pipeline) ? wavesOf(pipeline).filter(goesByOneBox).flatMap(regionsOf) : []).flatMap((region) =>
    zonesOf(region)
      .slice(1)
      .filter(({ part }) => part.oneBox === false)
      .map(({ path }) => ({
        path: `${path}/oneBox`,
        message: `false leaves it to the Region's first zone, and about ${shareOf(region.part.zones.length)} % of ${region.part.name} take a change at once: leave it out`,
      })),
  );

/** The Region's first zone stands for those that have no one-box, so it must have one. So must gamma's, which tries the same out. */
const everyFirstZone: Find = (pipeline) =>
  (hasOneBoxes(pipeline)
    ? [...stagesIn('gamma', pipeline), ...wavesOf(pipeline)].filter(goesByOneBox).flatMap(regionsOf)
    : []
  ).flatMap((region) =>
    zonesOf(region)
      .slice(0, 1)
      .filter(({ part }) => part.oneBox === false)
      .map(({ path }) => ({
        path: `${path}/oneBox`,
        message: `false, and about ${shareOf(region.part.zones.length)} % of ${region.part.name} take a change with no one-box before them: leave it out`,
      })),
  );

const goesByOneBox = ({ part }: At<Stage>): boolean => part.oneBox;

const shareOf = (zones: number): number => Math.round(100 / zones);

/** A third that fails leaves a fleet that can carry its load. Going back may hurry: what it replaces is already hurting. */
const smallSteps: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { rolling } }) =>
    rolling === undefined || rolling.forward <= 33 || rolling.forward > 100 // `bad-rolling` tells it
      ? []
      : [{ path: `${path}/rolling/forward`, message: `${rolling.forward} % at once is more than a third: write 33 or less` }],
  );

/** Less than nothing is never done, and more than all there is cannot be. */
const stepsThatCanBe: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { rolling } }) =>
    Object.entries(rolling === undefined ? {} : { forward: rolling.forward, back: rolling.back })
      .filter(([, percent]) => !(percent > 0 && percent <= 100))
      .map(([way, percent]) => ({
        path: `${path}/rolling/${way}`,
        message: `${percent} is no share of a fleet in percent: write more than 0, and at most 100`,
      })),
  );

export const oneBoxes: readonly Rule[] = [
  error('bad-rolling', stepsThatCanBe),
  warning('no-one-box', everyComponent, { from: 'zones' }),
  warning('wave-without-one-box', everyWave, { from: 'zones' }),
  warning('zone-without-one-box', everyZone, { from: 'zones' }),
  warning('first-zone-without-one-box', everyFirstZone, { from: 'zones' }),
  warning('rolling-over-a-third', smallSteps, { from: 'zones' }),
];
