import { setTimeout as pause } from 'node:timers/promises';
import type { Breakage } from './breakage';
import { allStacksRest } from './rest';

/** What must not happen twice although its answer is lost. */
const acts = new Set(['CreateChangeSet', 'ExecuteChangeSet', 'DeleteChangeSet']);

/**
 * AWS itself goes on with an update while nobody can reach it; the emulator forgets one that runs when it stops. So the way to it is cut
 * first, and it is stopped once every stack rests.
 */
export const emulatorStopped: Breakage = {
  name: 'emulator-stopped',
  what: 'the AWS emulator, stopped and started with its state',
  begin: async ({ set: { parts, way, endpoint }, sites, chance }) => ({
    async once() {
      way?.cut();
      await allStacksRest(endpoint, sites);
      await parts.emulator.stop();
      await pause(chance.between(500, 4_000));
      await parts.emulator.startAgain();
      way?.mend();
      return 'stopped the emulator and started it again';
    },
  }),
};

/** By turns nothing arrives, and everything arrives but half the answers to what acts are lost. */
export const wayBroken: Breakage = {
  name: 'way-broken',
  what: 'the way to AWS, cut, or losing half of the answers to what acts',
  begin: async ({ set: { way }, chance }) => ({
    async once() {
      if (way === undefined) throw new Error('this set has no way to break');
      if (chance.onceIn(2)) {
        way.cut();
        await pause(chance.between(500, 6_000));
        way.mend();
        return 'cut the way to AWS';
      }
      let lost = 0;
      way.fate = (action) => (acts.has(action) && chance.onceIn(2) && ++lost > 0 ? 'answer lost' : 'answered');
      await pause(chance.between(4_000, 10_000));
      way.fate = () => 'answered';
      return lost === 0 ? undefined : `lost ${lost} answer${lost === 1 ? '' : 's'} of AWS`; // nobody may have acted meanwhile
    },
  }),
};
