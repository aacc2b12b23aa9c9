import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault';

const maxDownMs = 3_000;

/** Ends the only worker in one way, and starts another after a while. */
const workerEnded = (way: 'kill' | 'stop', fault: Pick<Fault, 'name' | 'what'>, done: string): Fault => ({
  ...fault,
  prepare: async ({ system: { parts }, random }) => ({
    async inject() {
      await parts.worker[way]();
      await pause(random.between(0, maxDownMs));
      await parts.worker.restart();
      return done;
    },
  }),
});

/** The worker dies in the middle of its work, as in a power failure. */
export const workerKilled = workerEnded(
  'kill',
  { name: 'worker-killed', what: 'the worker, killed (`kill -9`) and restarted' },
  'killed the worker and started another',
);

/** The worker is asked to stop, as for each new version of Slipway itself. */
export const workerStopped = workerEnded(
  'stop',
  { name: 'worker-stopped', what: 'the worker, stopped (`SIGTERM`) and restarted' },
  'stopped the worker and started another',
);

/** While one of two workers is down, the other takes over. */
export const oneOfTwoKilled: Fault = {
  name: 'one-of-two-killed',
  what: 'one of two workers, killed (`kill -9`) and restarted',
  async prepare({ system, random }) {
    let second = await system.startAnotherWorker();
    return {
      async inject() {
        const isFirst = random.onceIn(2);
        await (isFirst ? system.parts.worker : second).kill();
        await pause(random.between(0, maxDownMs));
        if (isFirst) await system.parts.worker.restart();
        else second = await system.startAnotherWorker();
        return `killed the ${isFirst ? 'first' : 'second'} of two workers and started another`;
      },
      end: () => second.stop(),
    };
  },
};
