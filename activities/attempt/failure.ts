import { ApplicationFailure } from '@temporalio/common';
import { failed, needsPerson } from '../contract';
import { sortReason } from './answers/sort-answer';

/** An answer that no retry changes, as a sentence. Workflows roll back on it. */
export const failure = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, failed);

/** A failed step of a rollback. The server retries it: a second try does less harm than a target that is not put back. */
export const retryableFailure = (because: string): ApplicationFailure => ApplicationFailure.retryable(because, failed);

/** An obstacle that only a person can remove, outside Slipway, as a sentence that says what to do. No retry changes it. */
export const personNeeded = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, needsPerson);

/**
 * A failed step of a rollback, with the reason in CloudFormation's words; `where` says what failed. It is retried, but
 * not if the table of answers says that only a person can change it: the level is then stuck at once.
 */
export function failureOfRollback(where: string, reason: string): ApplicationFailure {
  const { kind, because } = sortReason(reason);
  return kind === 'person' ? personNeeded(`${where}: ${because}`) : retryableFailure(`${where}: ${reason}`);
}
