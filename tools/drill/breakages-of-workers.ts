import { setTimeout as pause } from 'node:timers/promises';
import type { Breakage } from './breakage';

const longestAwayMs = 3_000;

/** Dead in the middle of whatever it does, as by a power cut. */
export const workerKilled: Breakage = {
  name: 'worker-killed',
  what: 'the worker, killed (`kill -9`) and started again',
  begin: async ({ set: { parts }, chance }) => ({
    async once() {
      await parts.worker.kill();
      await pause(chance.between(0, longestAwayMs));
      await parts.worker.startAgain();
      return 'killed the worker and started another';
    },
  }),
};

/** Told to go, as at each new version of Slipway itself. */
export const workerStopped: Breakage = {
  name: 'worker-stopped',
  what: 'the worker, told to stop (`SIGTERM`) and started again',
  begin: async ({ set: { parts }, chance }) => ({
    async once() {
      await parts.worker.stop();
      await pause(chance.between(0, longestAwayMs));
      await parts.worker.startAgain();
      return 'stopped the worker and started another';
    },
  }),
};

/** Whichever of the two is killed, the other takes over while it is away. */
export const oneOfTwoKilled: Breakage = {
  name: 'one-of-two-killed',
  what: 'one of two workers, killed (`kill -9`) and started again',
  async begin({ set, chance }) {
    let other = await set.anotherWorker();
    return {
      async once() {
        const isFirst = chance.onceIn(2);
        await (isFirst ? set.parts.worker : other).kill();
        await pause(chance.between(0, longestAwayMs));
        if (isFirst) await set.parts.worker.startAgain();
        else other = await set.anotherWorker();
        return `killed the ${isFirst ? 'first' : 'second'} of two workers and started another`;
      },
      end: () => other.stop(),
    };
  },
};
