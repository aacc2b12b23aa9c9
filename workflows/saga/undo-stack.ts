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

/** A registered step of the way back. */
export interface UndoStep {
  /** Removes the step: there is nothing left to undo. */
  isDone(): void;
  /** Lets a person look before the step is undone: what it would undo may still be changing. */
  inDoubt(because: string): void;
}

/**
 * The way back of one level: what to undo, registered before it is done, undone newest first.
 *
 * A step that keeps failing waits for a person. Until the person has decided, no older step is undone, because the failed step may depend
 * on what they would undo.
 */
export class UndoStack {
  private readonly steps: Undo[] = [];
  private readonly left: Left[] = [];

  constructor(private readonly waitForPerson: WaitForPerson) {}

  /** Registers a step. Call it before the act. `what` completes the sentence "cannot …". */
  push(what: string, act: Undo['act']): UndoStep {
    const undo: Undo = { what, act };
    this.steps.push(undo);
    return {
      isDone: () => void this.steps.splice(this.steps.indexOf(undo), 1),
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

  /** Undoes everything, newest first. Call it in a scope that cannot be cancelled. */
  async unwind(): Promise<readonly Left[]> {
    for (let step = this.steps.at(-1); step !== undefined; step = this.steps.at(-1)) {
      if (await this.isSettled(step)) this.steps.pop();
    }
    return this.left;
  }

  /** Whether a step is undone, or a person has accepted what is there instead. */
  private async isSettled(step: Undo): Promise<boolean> {
    if (step.doubt !== undefined && (await this.isAccepted(step.what, step.doubt))) return true;
    delete step.doubt;
    try {
      this.leave(await step.act());
      return true;
    } catch (err) {
      if (!(err instanceof TemporalFailure)) throw err; // a bug: the task waits for a fixed worker, and nothing is lost
      return await this.isAccepted(step.what, reasonOf(err));
    }
  }

  private async isAccepted(what: string, because: string): Promise<boolean> {
    const decision = await this.waitForPerson(what, because);
    if (decision.kind === 'accepted') this.leave([decision.left]);
    return decision.kind === 'accepted';
  }
}
