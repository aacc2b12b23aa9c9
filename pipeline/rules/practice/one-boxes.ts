/** Whether one-boxes are deployed first everywhere. */
import type { Stage } from '../../model/pipeline';
import { error, type Find, type Rule, warning } from '../rule';
import { type At, componentsOf, hasOneBoxes, regionsOf, stagesIn, wavesOf, zonesOf } from '../walk';

/** A component may instead let the platform shift its traffic, or give the reason why it can only be changed as a whole. */
const everyComponent: Find = (pipeline) =>
  componentsOf(pipeline)
    .filter(({ part }) => part.per === 'zone' && part.oneBox === undefined && part.shifts === undefined)
    .filter(({ part: { cannotCanary = '' } }) => cannotCanary.trim() === '')
    .map(({ path }) => ({
      path: `${path}/oneBox`,
      message:
        "is missing, so a whole zone takes each change at once: name a template, write shifts: 'platform', or give the reason in cannotCanary",
    }));

const everyWave: Find = (pipeline) =>
  hasOneBoxes(pipeline)
    ? wavesOf(pipeline)
        .filter(({ part }) => !part.oneBox)
        .map(({ path }) => ({
          path: `${path}/oneBox`,
          message: 'false lets a whole zone take each change at once, although there is a one-box: remove it',
        }))
    : [];

/** Assumes that the zones share the traffic evenly, because the real shares are not known here. */
const everyZone: Find = (pipeline) =>
  (hasOneBoxes(pipeline) ? wavesOf(pipeline).filter(usesOneBoxes).flatMap(regionsOf) : []).flatMap((region) =>
    zonesOf(region)
      .slice(1)
      .filter(({ part }) => part.oneBox === false)
      .map(({ path }) => ({
        path: `${path}/oneBox`,
        message: `false lets about ${shareOf(region.part.zones.length)} % of ${region.part.name} take a change at once, after only the first zone's one-box: remove it`,
      })),
  );

/** The one-box of the first zone stands for zones without one, so it must exist, and in gamma too, which tests the same way. */
const everyFirstZone: Find = (pipeline) =>
  (hasOneBoxes(pipeline)
    ? [...stagesIn('gamma', pipeline), ...wavesOf(pipeline)].filter(usesOneBoxes).flatMap(regionsOf)
    : []
  ).flatMap((region) =>
    zonesOf(region)
      .slice(0, 1)
      .filter(({ part }) => part.oneBox === false)
      .map(({ path }) => ({
        path: `${path}/oneBox`,
        message: `false lets about ${shareOf(region.part.zones.length)} % of ${region.part.name} take a change before any one-box: remove it`,
      })),
  );

const usesOneBoxes = ({ part }: At<Stage>): boolean => part.oneBox;

const shareOf = (zones: number): number => Math.round(100 / zones);

/** A fleet can carry its load without a third of it. A rollback may go faster, because it replaces what is already bad. */
const smallSteps: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { rolling } }) =>
    rolling === undefined || rolling.forward <= 33 || rolling.forward > 100 // `bad-rolling` reports it
      ? []
      : [
          {
            path: `${path}/rolling/forward`,
            message: `${rolling.forward} % at once is more than a third of the fleet: write 33 or less`,
          },
        ],
  );

const validSteps: Find = (pipeline) =>
  componentsOf(pipeline).flatMap(({ path, part: { rolling } }) =>
    Object.entries(rolling === undefined ? {} : { forward: rolling.forward, back: rolling.back })
      .filter(([, percent]) => !(percent > 0 && percent <= 100))
      .map(([way, percent]) => ({
        path: `${path}/rolling/${way}`,
        message: `${percent} is not a share of the fleet in percent: write more than 0, and at most 100`,
      })),
  );

export const oneBoxes: readonly Rule[] = [
  error('bad-rolling', validSteps),
  warning('no-one-box', everyComponent, { from: 'zones' }),
  warning('wave-without-one-box', everyWave, { from: 'zones' }),
  warning('zone-without-one-box', everyZone, { from: 'zones' }),
  warning('first-zone-without-one-box', everyFirstZone, { from: 'zones' }),
  warning('rolling-over-a-third', smallSteps, { from: 'zones' }),
];
