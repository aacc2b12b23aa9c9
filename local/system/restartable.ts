/** A running server or program. One that was already running, and so is not ours to stop or kill, has no pid. */
export interface Stoppable {
  readonly pid?: number;
  readonly ended?: Promise<void>;
  stop(): Promise<void>;
  kill?(): Promise<void>;
}

/** Starts a process. A restart receives what ran before, so that it can take over its port and files. */
export type Start<T> = (previous?: T) => Promise<T>;

interface Listeners {
  /** Called after each start. */
  readonly started: (pid: number | undefined) => void;
  /** Called when the process ended and nobody had asked for that. */
  readonly died: (pid: number) => void;
}

/** One process of a system, which can be stopped or killed and started again. */
export class Restartable<T extends Stoppable> {
  private isEndExpected = false;

  private constructor(
    private readonly begin: Start<T>,
    private readonly listeners: Listeners,
    private running: T,
  ) {
    this.watch();
  }

  /** Starts the process for the first time. */
  static async start<T extends Stoppable>(begin: Start<T>, listeners: Listeners): Promise<Restartable<T>> {
    return new Restartable(begin, listeners, await begin());
  }

  /** What was started last. */
  get current(): T {
    return this.running;
  }

  /** Stops the process and waits until it has ended. */
  async stop(): Promise<void> {
    this.isEndExpected = true;
    await this.running.stop();
  }

  /** Ends the process as a crash would. Throws if that would lose state for ever. */
  async kill(): Promise<void> {
    if (this.running.kill === undefined) throw new Error('this process cannot be killed, only stopped');
    this.isEndExpected = true;
    await this.running.kill();
  }

  /** Starts the process again, after it has ended. */
  async restart(): Promise<void> {
    this.running = await this.begin(this.running);
    this.isEndExpected = false;
    this.watch();
  }

  private watch(): void {
    const { running } = this;
    this.listeners.started(running.pid);
    void running.ended?.then(() => {
      if (this.running === running && !this.isEndExpected && running.pid !== undefined) this.listeners.died(running.pid);
    });
  }
}
