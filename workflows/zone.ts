import type { LevelOutcome } from '../pipeline/outcome';
import { take } from './acts';
import type { ZoneInput } from './messages';
import { saga } from './saga';

/**
 * Brings one release to one zone, the one-box first, and watches each step bake; puts the zone back, newest step first, if a bake goes
 * badly. Cancelling a zone means "stop and put it back"; the Region above decides what that means.
 */
export async function zone(input: ZoneInput): Promise<LevelOutcome> {
  const actor = { ...input, zone: input.zone.name };
  return await saga(actor, async (undo) => {
    let touched = false;
    for (const step of input.zone.steps) touched = (await take(step, actor, undo)) || touched;
    return { touched };
  });
}
