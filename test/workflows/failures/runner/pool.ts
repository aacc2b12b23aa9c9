/** Lets a number of stories be played at once. One that only waits for a time-out of the server's makes room for another meanwhile. */
export class Pool {
  private playing = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly size: number) {}

  async play<T>(story: () => Promise<T>): Promise<T> {
    while (this.playing >= this.size) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.playing += 1;
    try {
      return await story();
    } finally {
      this.pauses();
    }
  }

  /** A story that is being played begins to wait. */
  pauses(): void {
    this.playing -= 1;
    this.queue.shift()?.();
  }

  /** A story goes on after a wait, at once, even if there are more than the number for a while. */
  goesOn(): void {
    this.playing += 1;
  }
}
