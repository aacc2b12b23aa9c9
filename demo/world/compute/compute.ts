import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../message-of';
import { type Target, targetKey } from '../target';
import { Instance } from './instance';
import { launch } from './launch';
import { Running } from './running';
import type { Wanted } from './wanted';

/** How long a new process may take until it answers. */
const usualStartMs = 10_000;

/** The machines: one process a target, replaced beside the old one without losing a request. */
export class Compute {
  /** What callers can reach. */
  readonly running = new Running();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #starts = new Set<AbortController>();
  #isStopping = false;

  /** Payloads are folders in the folder `payloads` of the releases. */
  constructor(
    readonly releases: string,
    readonly startMs = usualStartMs,
  ) {}

  /**
   * Makes what is wanted run at the target, unless it does already. Throws a sentence when it does not come up: then what ran before
   * still does.
   */
  put(target: Target, wanted: Wanted): Promise<void> {
    return this.#inTurn(target, async () => {
      const now = this.running.sharesIn(target).get(target.share);
      if (now?.isAlive && isDeepStrictEqual(now.wanted, wanted)) return;
      const fresh = await this.#start(target, wanted);
      await this.running.replace(target, fresh)?.end();
    });
  }

  /** Ends what runs at the target, if anything does. */
  remove(target: Target): Promise<void> {
    return this.#inTurn(target, async () => this.running.take(target)?.end());
  }

  /** Ends everything, also what is being started, and starts nothing any more. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const start of this.#starts) start.abort(new Error('everything stops'));
    await Promise.allSettled(this.#turns.values());
    const all = [...this.running.zones()].flatMap(({ shares }) => [...shares.values()]);
    await Promise.all(all.map((instance) => instance.end()));
  }

  async #start(target: Target, wanted: Wanted): Promise<Instance> {
    if (this.#isStopping) throw new Error('everything stops');
    const start = new AbortController();
    const late = setTimeout(() => start.abort(new Error(`it did not answer within ${this.startMs} ms`)), this.startMs);
    this.#starts.add(start);
    try {
      return new Instance(await launch(join(this.releases, 'payloads', wanted.payload), target, wanted, start.signal), wanted);
    } catch (err) {
      throw new Error(`${wanted.payload} does not run at ${targetKey(target)}: ${messageOf(start.signal.reason ?? err)}`);
    } finally {
      clearTimeout(late);
      this.#starts.delete(start);
    }
  }

  /** One thing at a time at a target, in the order of asking. */
  #inTurn(target: Target, act: () => Promise<void>): Promise<void> {
    const before = this.#turns.get(targetKey(target)) ?? Promise.resolve();
    const turn = before.catch(() => {}).then(act);
    this.#turns.set(targetKey(target), turn);
    return turn;
  }
}
