import type { LevelOutcome } from '../pipeline/model/outcome';
import type { ZoneInput } from './messages/messages';
import { saga } from './saga/saga';
import { take } from './saga/steps';

/**
 * Brings one release to one zone, the one-boxes first but for what they lean on, and watches what came bake; puts the zone back, newest step first, if a bake goes
 * badly. Cancelling a zone means "stop and put it back"; the Region above decides what that means.
 */
export async function zone(input: ZoneInput): Promise<LevelOutcome> {
  const actor = { ...input, zone: input.zone.name };
  return await saga(actor, async (undo) => {
    let touched = false;
    for (const step of input.zone.steps) {
      const unbaked: boolean = step.of === 'fleet' && touched; // the zone bakes once, for all that reached it
      touched = (await take(step, actor, undo, unbaked)) || touched;
    }
    return { touched };
  });
}
