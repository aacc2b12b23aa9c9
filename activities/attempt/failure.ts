import { ApplicationFailure } from '@temporalio/common';
import { failed, needsPerson } from '../contract';

/** An answer that no retry changes, as a sentence. Workflows roll back on it. */
export const failure = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, failed);

/** A failed step of a rollback. The server retries it: a second try does less harm than a target that is not put back. */
export const retryableFailure = (because: string): ApplicationFailure => ApplicationFailure.retryable(because, failed);

/** An obstacle that only a person can remove, outside Slipway, as a sentence that says what to do. No retry changes it. */
export const personNeeded = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, needsPerson);
