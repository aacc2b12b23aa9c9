import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../message-of';
import { type Target, targetKey } from '../target';
import { Instance } from './instance';
import { launch } from './launch';
import type { ProcessSpec } from './process-spec';
import { RunningInstances } from './running-instances';

/** How long a new process may take until it answers. */
const defaultStartTimeoutMs = 10_000;

const stopping = 'the world is stopping';

/** The machines: one process for each target. A new process starts beside the old one, so no request is lost. */
export class Compute {
  /** What the load balancer can reach. */
  readonly running = new RunningInstances();
  /** The last operation at each target. */
  readonly #operations = new Map<string, Promise<void>>();
  readonly #pendingStarts = new Set<AbortController>();
  #isStopping = false;

  /** Payloads are folders in `payloads` of the releases' folder. */
  constructor(
    readonly releases: string,
    readonly startTimeoutMs = defaultStartTimeoutMs,
  ) {}

  /** Runs the process at the target, unless it already does. Throws a sentence if it does not start; what ran before then still runs. */
  put(target: Target, spec: ProcessSpec): Promise<void> {
    return this.#oneAtATime(target, async () => {
      const current = this.running.sharesIn(target).get(target.share);
      if (current?.isAlive && isDeepStrictEqual(current.spec, spec)) return;
      const instance = await this.#start(target, spec);
      await this.running.replace(target, instance)?.end();
    });
  }

  /** Ends what runs at the target, if anything does. Idempotent. */
  remove(target: Target): Promise<void> {
    return this.#oneAtATime(target, async () => this.running.remove(target)?.end());
  }

  /** Ends everything, including pending starts, and refuses new ones. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const start of this.#pendingStarts) start.abort(new Error(stopping));
    await Promise.allSettled(this.#operations.values());
    const all = [...this.running.zones()].flatMap(({ shares }) => [...shares.values()]);
    await Promise.all(all.map((instance) => instance.end()));
  }

  async #start(target: Target, spec: ProcessSpec): Promise<Instance> {
    if (this.#isStopping) throw new Error(stopping);
    const start = new AbortController();
    const timeout = () => start.abort(new Error(`it did not answer within ${this.startTimeoutMs} ms`));
    const timer = setTimeout(timeout, this.startTimeoutMs);
    this.#pendingStarts.add(start);
    try {
      const folder = join(this.releases, 'payloads', spec.payload);
      return new Instance(await launch(folder, target, spec, start.signal), spec);
    } catch (err) {
      throw new Error(`${spec.payload} does not run at ${targetKey(target)}: ${messageOf(start.signal.reason ?? err)}`);
    } finally {
      clearTimeout(timer);
      this.#pendingStarts.delete(start);
    }
  }

  /** Runs the operations at a target one after the other, in the order of the calls. */
  #oneAtATime(target: Target, operation: () => Promise<void>): Promise<void> {
    const previous = this.#operations.get(targetKey(target)) ?? Promise.resolve();
    const next = previous.catch(() => {}).then(operation);
    this.#operations.set(targetKey(target), next);
    return next;
  }
}
