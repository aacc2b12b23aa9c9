import {
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  isCancellation,
  TemporalFailure,
} from '@temporalio/workflow';

/** An expected reason to go back: a verdict, a failed test, a child that put itself back. */
export class Setback extends ApplicationFailure {
  constructor(because: string) {
    super(because, 'Setback', true);
  }
}

/** Why a level goes back, in a sentence. Rethrows what is no failure of ours or Temporal's: a bug waits for a fix, it undoes nothing. */
export function reasonOf(err: unknown): string {
  if (isCancellation(err)) return 'it was cancelled';
  if (err instanceof TemporalFailure) return innermost(err);
  throw err;
}

/** A child that was cancelled before it began: it never answers, and it touched nothing. Ours answer every other cancellation. */
export const neverStarted = (err: unknown): boolean =>
  err instanceof CancelledFailure || (err instanceof ChildWorkflowFailure && err.cause instanceof CancelledFailure);

/** "Activity task failed" says nothing; what caused it does. */
const innermost = (err: Error): string => (err.cause instanceof Error ? innermost(err.cause) : err.message);
