import {
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  isCancellation,
  TemporalFailure,
} from '@temporalio/workflow';
import type * as contract from '../activities/contract';

/** An expected reason to go back: a verdict, a failed test, a child that put itself back. */
export class Setback extends ApplicationFailure {
  constructor(because: string) {
    super(because, 'Setback', true);
  }
}

/**
 * Why a level goes back, in a sentence. Rethrows every error that is not a failure of ours or Temporal's: a bug fails the workflow task
 * and waits for a fix, it undoes nothing.
 */
export function reasonOf(err: unknown): string {
  if (isCancellation(err)) return 'it was cancelled';
  if (err instanceof TemporalFailure) return innermostMessage(err);
  throw err;
}

/** The type of a failure that a person must end, outside Slipway. */
export const needsPerson: typeof contract.needsPerson = 'NeedsPerson';

/** What a person must do, in a sentence, if that is why something failed. */
export function personNeeded(err: unknown): string | undefined {
  if (!(err instanceof TemporalFailure) || isCancellation(err)) return undefined;
  return err instanceof ApplicationFailure && err.type === needsPerson ? err.message : personNeeded(err.cause);
}

/** Whether a child was cancelled before it started: it gives no answer and touched nothing. Our levels answer every later cancellation. */
export const neverStarted = (err: unknown): boolean =>
  err instanceof CancelledFailure || (err instanceof ChildWorkflowFailure && err.cause instanceof CancelledFailure);

/** "Activity task failed" says nothing; its innermost cause does. */
const innermostMessage = (err: Error): string => (err.cause instanceof Error ? innermostMessage(err.cause) : err.message);
