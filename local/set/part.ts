/** A process that was started. One that was there already, and is not ours to break, has no pid. */
export interface Started {
  readonly pid?: number;
  readonly ended?: Promise<void>;
  stop(): Promise<void>;
  kill?(): Promise<void>;
}

interface Life {
  /** Called after each start. */
  readonly started: (pid: number | undefined) => void;
  /** Called when it ended and nobody had asked for it. */
  readonly died: (pid: number) => void;
}

/** One process of a set, which can be broken and mended. */
export class Part<T extends Started> {
  private isAsked = false;

  private constructor(
    private readonly begin: (before?: T) => Promise<T>,
    private readonly life: Life,
    private current: T,
  ) {
    this.watch();
  }

  /** Starts it for the first time. Later `begin` is told what ran before, whose place (port, files) the new one takes. */
  static async start<T extends Started>(begin: (before?: T) => Promise<T>, life: Life): Promise<Part<T>> {
    return new Part(begin, life, await begin());
  }

  /** What was started last. */
  get now(): T {
    return this.current;
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<void> {
    this.isAsked = true;
    await this.current.stop();
  }

  /** Ends it as a crash would. Throws where that would lose what nothing could bring back. */
  async kill(): Promise<void> {
    if (this.current.kill === undefined) throw new Error('this part cannot be killed, only stopped');
    this.isAsked = true;
    await this.current.kill();
  }

  /** Starts it again, once it has ended. */
  async startAgain(): Promise<void> {
    this.current = await this.begin(this.current);
    this.isAsked = false;
    this.watch();
  }

  private watch(): void {
    const { current } = this;
    this.life.started(current.pid);
    void current.ended?.then(() => {
      if (this.current === current && !this.isAsked && current.pid !== undefined) this.life.died(current.pid);
    });
  }
}
