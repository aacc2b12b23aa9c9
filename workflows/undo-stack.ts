import { TemporalFailure } from '@temporalio/workflow';
import type { Left } from '../pipeline/outcome';

interface Undo {
  readonly what: string;
  readonly act: () => Promise<readonly Left[]>;
}

/**
 * The way back of one level: what to undo, registered before it is done, undone newest first.
 *
 * A step that keeps failing is handed to `stuck`, which answers when it should be tried again; until then nothing under it is undone,
 * because what is under it may be what it leans on.
 */
export class UndoStack {
  private readonly steps: Undo[] = [];
  private readonly left: Left[] = [];

  constructor(private readonly stuck: (what: string, because: string) => Promise<void>) {}

  /** Registers a step. Call before the act; the answer takes the step off again, for a child that put itself back. */
  push(what: string, act: Undo['act']): () => void {
    const step = { what, act };
    this.steps.push(step);
    return () => void this.steps.splice(this.steps.indexOf(step), 1);
  }

  /** Notes what a child could not put right. */
  leave(left: readonly Left[]): void {
    this.left.push(...left);
  }

  /** What was left so far. */
  get leftovers(): readonly Left[] {
    return this.left;
  }

  /** Undoes everything, newest first. Call it where no cancellation reaches. */
  async unwind(): Promise<readonly Left[]> {
    for (let step = this.steps.at(-1); step !== undefined; step = this.steps.at(-1)) {
      if (await this.succeeds(step)) this.steps.pop();
    }
    return this.left;
  }

  private async succeeds({ what, act }: Undo): Promise<boolean> {
    try {
      this.leave(await act());
      return true;
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err; // a bug of ours: the task waits for a fixed worker, and nothing is lost
      await this.stuck(what, err.cause?.message ?? err.message);
      return false;
    }
  }
}
