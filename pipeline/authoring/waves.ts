import type { Region } from '../model/pipeline';
import { wave } from './shorthand';
import type { WrittenStage, WrittenStageBody } from './written';

/**
 * How many Regions each wave takes; the last takes the rest. The first wave risks a single Region, and the second checks that the first was
 * typical. After that, most damage that a change can do has been seen, and speed matters more.
 */
const sizes = [1, 1, 3, 12, Number.POSITIVE_INFINITY];

const names = ['first', 'second', 'third', 'fourth', 'fifth'];

/**
 * Growing waves for a list of Regions: 1, 1, 3, 12 and the rest, named first to fifth. Put a Region with little traffic first, and keep
 * Regions that must not fail together apart in the list. The first wave bakes 12 h, the second 4 h, later ones 2 h: two Regions have then
 * shown slow damage, and a change should be everywhere within 4 to 5 working days.
 */
export const waves = (regions: readonly Region[], stage: Omit<WrittenStageBody, 'regions'>): WrittenStage[] =>
  names.flatMap((name, index) => {
    if (!Array.isArray(regions))
      throw new Error('waves() needs a list of Regions as its first argument: write waves([west, east], { account })');
    const before = sizes.slice(0, index).reduce((sum, size) => sum + size, 0);
    const part = regions.slice(before, before + (sizes[index] ?? 0));
    const bakes = index < 2 ? {} : { region: { for: '2h' as const } };
    return part.length === 0 ? [] : [wave(name, { ...stage, regions: part, bakes: { ...bakes, ...stage?.bakes } })];
  });
