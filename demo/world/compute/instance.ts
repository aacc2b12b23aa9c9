import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import type { LaunchedProcess } from './launch';
import type { ProcessSpec } from './process-spec';

/** How long open requests may take once new ones go elsewhere, and how long the process may then take to end. */
const timeoutMs = 5_000;

/** A running process of the service, with its open requests. */
export class Instance {
  readonly port: number;
  /** Connections of its own: none outlives the process and reaches another one on the same port. */
  readonly agent = new Agent({ keepAlive: true, timeout: 30_000 });
  readonly #child: ChildProcess;
  #openRequests = 0;
  #onIdle = (): void => {};

  constructor(
    { child, port }: LaunchedProcess,
    readonly spec: ProcessSpec,
  ) {
    this.#child = child;
    this.port = port;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Counts a request as open. The caller must call the returned function when the request has ended, however it ended. */
  enter(): () => void {
    this.#openRequests += 1;
    return () => {
      this.#openRequests -= 1;
      if (this.#openRequests === 0) this.#onIdle();
    };
  }

  /** Waits for open requests, then ends the process. New requests must already go elsewhere. */
  async end(): Promise<void> {
    await this.#drained();
    if (this.isAlive) {
      const exited = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), timeoutMs);
      await exited;
      clearTimeout(timer);
    }
    this.agent.destroy();
  }

  async #drained(): Promise<void> {
    if (this.#openRequests === 0 || !this.isAlive) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
