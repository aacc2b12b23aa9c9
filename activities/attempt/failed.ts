import { ApplicationFailure } from '@temporalio/common';
import { failed } from '../contract';

/** A step of a way back that went wrong; it may well work the next time, and what is not put back is worse than a second try. */
export const setbackOnTheWay = (because: string): ApplicationFailure => ApplicationFailure.retryable(because, failed);

/** An answer that no retry will change, in a sentence. */
export const failure = (because: string): ApplicationFailure => ApplicationFailure.nonRetryable(because, failed);
