import { TemporalFailure } from '@temporalio/workflow';
import type { Left } from '../../pipeline/model/outcome';
import type { WaitForPerson } from '../people/stuck-decisions';
import { reasonOf } from '../setback';

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
 * A step that keeps failing is handed to `stuck`, which answers when a person has said what is to become of it; until then nothing
 * under it is undone, because what is under it may be what it leans on.
 */
export class UndoStack {
  private readonly steps: Undo[] = [];
  private readonly left: Left[] = [];

  constructor(private readonly stuck: WaitForPerson) {}

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
      if (await this.isSettled(step)) this.steps.pop();
    }
    return this.left;
  }

  /** Whether a step is undone, or a person has taken over what is there instead. */
  private async isSettled(step: Undo): Promise<boolean> {
    if (step.doubt !== undefined && (await this.isAccepted(step.what, step.doubt))) return true;
    delete step.doubt;
    try {
      this.leave(await step.act());
      return true;
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err; // a bug of ours: the task waits for a fixed worker, and nothing is lost
      return await this.isAccepted(step.what, reasonOf(err));
    }
  }

  private async isAccepted(what: string, because: string): Promise<boolean> {
    const said = await this.stuck(what, because);
    if (said.kind === 'accepted') this.leave([said.left]);
    return said.kind === 'accepted';
  }
}
