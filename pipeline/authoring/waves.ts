import type { Region } from '../model/pipeline';
import { wave } from './shorthand';
import type { WrittenStage, WrittenStageBody } from './written';

/**
 * How many Regions each wave takes; the last takes the rest. One, and one more that shows whether the first was like the others: until
 * then nothing but a single Region is hurt. After that, what a change can still do anywhere was seen, and time counts for more.
 */
const sizes = [1, 1, 3, 12, Number.POSITIVE_INFINITY];

const names = ['first', 'second', 'third', 'fourth', 'fifth'];

/**
 * Proposes growing waves for a list of Regions, first things first: 1, 1, 3, 12 and the rest, named first to fifth. Put a Region with
 * little to lose at the head, and far from each other in the list those that must not be hurt together. The first wave bakes 12 h, the
 * second 4 h, later ones 2 h: by then two Regions have shown what takes long, and a change should be everywhere within 4 to 5 working days.
 */
export const waves = (regions: readonly Region[], stage: Omit<WrittenStageBody, 'regions'>): WrittenStage[] =>
  names.flatMap((name, index) => {
    if (!Array.isArray(regions)) throw new Error('waves() takes a list of Regions first, as in waves([west, east], { account })');
    const before = sizes.slice(0, index).reduce((sum, size) => sum + size, 0);
    const part = regions.slice(before, before + (sizes[index] ?? 0));
    const bakes = index < 2 ? {} : { region: { for: '2h' as const } };
    return part.length === 0 ? [] : [wave(name, { ...stage, regions: part, bakes: { ...bakes, ...stage?.bakes } })];
  });
