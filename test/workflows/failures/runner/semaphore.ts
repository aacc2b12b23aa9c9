/** Limits how many tasks run at once. A task that only waits can give up its place meanwhile. */
export class Semaphore {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly size: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    while (this.running >= this.size) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.running += 1;
    try {
      return await task();
    } finally {
      this.pause();
    }
  }

  /** Frees the place of a running task that begins to wait. */
  pause(): void {
    this.running -= 1;
    this.queue.shift()?.();
  }

  /** Counts a task as running again, at once: for a while there may be more than the limit. */
  resume(): void {
    this.running += 1;
  }
}
