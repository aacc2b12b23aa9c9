import { setTimeout as pause } from 'node:timers/promises';
import { Restartable, type Start, type Stoppable } from '../system/restartable';

interface Supervision {
  /** For messages, as in `the worker`. */
  readonly what: string;
  /** Called after each start. */
  readonly started: (pid: number | undefined) => void;
  readonly say: (line: string) => void;
}

/** A process that is restarted whenever it dies, until it is stopped. */
export interface Supervised<T extends Stoppable> {
  /** What was started last. */
  readonly current: T;
  stop(): Promise<void>;
}

/** Starts a process and supervises it. Rejects if the first start fails; later starts are retried with a growing delay. */
export async function startSupervised<T extends Stoppable>(
  begin: Start<T>,
  { what, started, say }: Supervision,
): Promise<Supervised<T>> {
  const stopping = new AbortController();
  const backoff = new Backoff();
  let restarted = Promise.resolve();
  const supervised: Restartable<T> = await Restartable.start(begin, {
    started,
    died(pid) {
      if (stopping.signal.aborted) return;
      say(`${what} (process ${pid}) has died and will be restarted`);
      restarted = restart();
    },
  });
  return {
    get current() {
      return supervised.current;
    },
    async stop() {
      stopping.abort();
      await restarted;
      await supervised.stop();
    },
  };

  async function restart(): Promise<void> {
    while (await backoff.wait(stopping.signal)) {
      try {
        await supervised.restart();
        return say(`${what} is running again, as process ${supervised.current.pid}`);
      } catch (err) {
        say(`${what} cannot be started, trying again: ${err instanceof Error ? err.message : String(err)}`);
      }
    }
  }
}

const [minDelayMs, maxDelayMs] = [1_000, 30_000];

/** Doubles the delay each time; starts again with the shortest after a while without a wait. */
class Backoff {
  private delayMs = minDelayMs;
  private lastMs = 0;

  /** False if the wait was aborted. */
  async wait(signal: AbortSignal): Promise<boolean> {
    this.delayMs = Date.now() - this.lastMs > 2 * maxDelayMs ? minDelayMs : Math.min(2 * this.delayMs, maxDelayMs);
    await pause(this.delayMs, undefined, { signal }).catch(() => {}); // rejects if aborted
    this.lastMs = Date.now();
    return !signal.aborted;
  }
}
