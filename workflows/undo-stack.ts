import { TemporalFailure } from '@temporalio/workflow';
import type { Left } from '../pipeline/outcome';
import { reasonOf } from './setback';

interface Undo {
  readonly what: string;
  readonly act: () => Promise<readonly Left[]>;
  /** Why a person must look before this is undone. */
  doubt?: string;
}

/** A step of the way back that is registered. */
export interface Step {
  /** Takes the step off again: there is nothing left to undo. */
  isBack(): void;
  /** Lets a person look before the step is undone: what it would undo may still be moving. */
  inDoubt(because: string): void;
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

  /** Registers a step. Call before the act. */
  push(what: string, act: Undo['act']): Step {
    const undo: Undo = { what, act };
    this.steps.push(undo);
    return {
      isBack: () => void this.steps.splice(this.steps.indexOf(undo), 1),
      inDoubt: (because) => {
        undo.doubt = because;
      },
    };
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

  private async succeeds(step: Undo): Promise<boolean> {
    if (step.doubt !== undefined) await this.stuck(step.what, step.doubt);
    delete step.doubt;
    try {
      this.leave(await step.act());
      return true;
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err; // a bug of ours: the task waits for a fixed worker, and nothing is lost
      await this.stuck(step.what, reasonOf(err));
      return false;
    }
  }
}
