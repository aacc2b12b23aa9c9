import { setTimeout } from 'node:timers/promises';
import { CancelledFailure, Context } from '@temporalio/activity';
import { notYet } from '../../../../activities/attempt/not-yet';
import type { OpenCall } from '../calls/call-recorder';

const pauseMs = 25;
/** Well below the shortest heartbeat time-out. */
const pausesPerHeartbeat = 5_000 / pauseMs;
/** Well below the time-out of one look. */
const pausesPerLook = 20_000 / pauseMs;

export interface Turn {
  readonly hasCome: () => Promise<boolean>;
  /** Whether the call may be cancelled soon. A cancellation arrives with the answer to a heartbeat, so these are frequent then. */
  readonly mayBeCancelled: () => boolean;
}

/** Waits until a call may end. Throws `CancelledFailure` when it is cancelled, and "not yet" when a look has waited long enough. */
export async function waitForTurn(call: OpenCall, { hasCome, mayBeCancelled }: Turn): Promise<void> {
  const { heartbeat, cancellationSignal } = Context.current();
  for (let pauses = 1; !(await hasCome()); pauses += 1) {
    if (cancellationSignal.aborted) throw new CancelledFailure('stopped, as requested');
    if (isLook(call) && pauses > pausesPerLook) throw lookAgain(call);
    if (mayBeCancelled() || pauses % pausesPerHeartbeat === 0) heartbeat();
    await setTimeout(pauseMs);
  }
}

const isLook = ({ activity }: OpenCall): boolean => activity === 'bake' || activity === 'watch';

function lookAgain(call: OpenCall): Error {
  call.looksAgain = true;
  return notYet('the other Region is not there yet');
}
