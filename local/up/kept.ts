import { setTimeout as pause } from 'node:timers/promises';
import { Part, type Started } from '../set/part';

interface Life {
  /** What people call it, as in `the worker`. */
  readonly what: string;
  /** Called after each start. */
  readonly started: (pid: number | undefined) => void;
  readonly say: (line: string) => void;
}

/** A part that is started again whenever it dies, until it is stopped. */
export interface Kept<T extends Started> {
  /** What was started last. */
  readonly now: T;
  stop(): Promise<void>;
}

/** Starts it. The first start must come to something; each later one is tried until it does, ever more slowly. */
export async function startKept<T extends Started>(
  begin: (before?: T) => Promise<T>,
  { what, started, say }: Life,
): Promise<Kept<T>> {
  const over = new AbortController();
  const patience = new Patience();
  let again = Promise.resolve();
  const part: Part<T> = await Part.start(begin, {
    started,
    died(pid) {
      if (over.signal.aborted) return;
      say(`${what} (process ${pid}) has died, and is started again`);
      again = startAgain();
    },
  });
  return {
    get now() {
      return part.now;
    },
    async stop() {
      over.abort();
      await again;
      await part.stop();
    },
  };

  async function startAgain(): Promise<void> {
    while (await patience.wait(over.signal)) {
      try {
        await part.startAgain();
        return say(`${what} is back, as process ${part.now.pid}`);
      } catch (err) {
        say(`${what} cannot be started, and is tried again: ${err instanceof Error ? err.message : String(err)}`);
      }
    }
  }
}

const [shortestMs, longestMs] = [1_000, 30_000];

/** Waits longer each time, and shortly again after a while of peace. */
class Patience {
  private ms = shortestMs;
  private lastMs = 0;

  /** False where it was interrupted. */
  async wait(signal: AbortSignal): Promise<boolean> {
    this.ms = Date.now() - this.lastMs > 2 * longestMs ? shortestMs : Math.min(2 * this.ms, longestMs);
    await pause(this.ms, undefined, { signal }).catch(() => {}); // interrupted, which the signal says as well
    this.lastMs = Date.now();
    return !signal.aborted;
  }
}
