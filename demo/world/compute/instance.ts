import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import type { Launched } from './launch';
import type { Wanted } from './wanted';

/** How long requests may take to finish once traffic goes elsewhere, and then the process to end. */
const patienceMs = 5_000;

/** A running process of the service and what is under way in it. */
export class Instance {
  readonly port: number;
  /** Its own connections: none of them outlives the process and meets another that got the same port. */
  readonly agent = new Agent({ keepAlive: true, timeout: 30_000 });
  readonly #child: ChildProcess;
  #inFlight = 0;
  #onIdle = (): void => {};

  constructor(
    { child, port }: Launched,
    readonly wanted: Wanted,
  ) {
    this.#child = child;
    this.port = port;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** A request goes in; the answer is to be called when it is over, however it ended. */
  enter(): () => void {
    this.#inFlight += 1;
    return () => {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#onIdle();
    };
  }

  /** Waits for what is in flight, then ends the process. Traffic must go elsewhere already. */
  async end(): Promise<void> {
    await this.#drained();
    if (this.isAlive) {
      const gone = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      const impatience = setTimeout(() => this.#child.kill('SIGKILL'), patienceMs);
      await gone;
      clearTimeout(impatience);
    }
    this.agent.destroy();
  }

  async #drained(): Promise<void> {
    if (this.#inFlight === 0 || !this.isAlive) return;
    await new Promise<void>((resolve) => {
      const impatience = setTimeout(resolve, patienceMs);
      this.#onIdle = () => {
        clearTimeout(impatience);
        resolve();
      };
    });
  }
}
