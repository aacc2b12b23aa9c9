/** What all scenarios deploy to: one wave of production with two Regions of two zones, a table per Region and an api per zone. */
import type { WrittenStage } from '../../../../pipeline';
import { second } from '../../builders/stages';

export const stage: WrittenStage = { ...second, tests: ['npm test'] };

const [first = '', last = ''] = stage.regions.map(({ name }) => name);

/** The Region whose bake ends last. */
export const lastRegion = last;

/** The level of the wave, as `levelOf` names it. */
export const wave = `change/${stage.name}`;

/** The levels of the two Regions, in the order that `region-order.ts` enforces. */
export const regions = { ahead: `${wave}/${first}`, behind: `${wave}/${last}` };

/** Every level of a change, each after its parent. */
export const levels: readonly string[] = [
  'change',
  wave,
  ...stage.regions.flatMap(({ name, zones }) => [`${wave}/${name}`, ...zones.map((zone) => `${wave}/${name}/${zone.name}`)]),
];

/** The lanes that a change holds in the wave. */
export const lanes: readonly string[] = stage.regions.map(({ name }) => `prod/${name}`).sort();
