import { CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { failure } from '../../../../activities/attempt/failure';

/** How the first attempt of a call fails. */
export const failureModes = ['fails once', 'fails permanently', 'times out after acting', 'loses its response'] as const;
export type FailureMode = (typeof failureModes)[number];

/** Fails in a mode; `act` is what the activity would have done. */
export async function injectFailure(mode: FailureMode, act: () => Promise<unknown>): Promise<never> {
  switch (mode) {
    case 'fails once':
      throw ApplicationFailure.retryable('it was out of reach');
    case 'fails permanently':
      throw failure('it broke');
    case 'loses its response':
      await Promise.allSettled([act()]);
      throw ApplicationFailure.retryable('its response was lost');
    case 'times out after acting':
      await Promise.allSettled([act()]);
      throw new CompleteAsyncError(); // the worker reports nothing, so the server waits for its own time-out
  }
}
