/** What all stories share: one wave of production, two Regions of two zones, a table a Region and an api a zone. */
import type { WrittenStage } from '../../../../pipeline';
import { second } from '../../builders/stages';

export const stage: WrittenStage = { ...second, tests: ['npm test'] };

const [first = '', last = ''] = stage.regions.map(({ name }) => name);

/** The Region whose bake is the last of all. */
export const lastRegion = last;

/** The level of the wave, as `levelOf` names it. */
export const wave = `change/${stage.name}`;

/** The levels of the Regions: the one that goes ahead, and the one that follows. */
export const regions = { ahead: `${wave}/${first}`, behind: `${wave}/${last}` };

/** Every level, each above what is below it. */
export const levels: readonly string[] = [
  'change',
  wave,
  ...stage.regions.flatMap(({ name, zones }) => [`${wave}/${name}`, ...zones.map((zone) => `${wave}/${name}/${zone.name}`)]),
];

/** The lanes that a change of these stories holds. */
export const lanes: readonly string[] = stage.regions.map(({ name }) => `prod/${name}`).sort();
