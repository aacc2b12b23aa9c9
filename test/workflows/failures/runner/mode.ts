import { CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { failure } from '../../../../activities/attempt/failure';

/** The ways in which a call goes wrong once. */
export const modes = ['fails', 'fails for good', 'times out having acted', 'loses its answer'] as const;
export type Mode = (typeof modes)[number];

/** Goes wrong; `act` is what the hand was to do. */
export async function goWrong(mode: Mode, act: () => Promise<unknown>): Promise<never> {
  switch (mode) {
    case 'fails':
      throw ApplicationFailure.retryable('it was out of reach');
    case 'fails for good':
      throw failure('it broke');
    case 'loses its answer':
      await Promise.allSettled([act()]); // whatever it says, nobody hears
      throw ApplicationFailure.retryable('its answer was lost');
    case 'times out having acted':
      await Promise.allSettled([act()]);
      throw new CompleteAsyncError(); // the worker says nothing to the server, which waits for its own time-out
  }
}
