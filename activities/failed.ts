import { ApplicationFailure } from '@temporalio/common';
import { failed } from './contract';

/** An answer that no retry will change, in a sentence. */
export const failure = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, failed);
