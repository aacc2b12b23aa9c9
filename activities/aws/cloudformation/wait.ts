import { CancelUpdateStackCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CancelledFailure, Context } from '@temporalio/activity';
import { beat } from '../../attempt/heartbeats';
import { readStack, type StackState } from './stack';

const firstPollMs = 50;
const longestPollMs = 5_000;

/**
 * Waits until no operation is in progress on a stack, and returns its state then. Heartbeats at every look.
 *
 * When the activity is asked to cancel, `onCancel` is called once and the wait goes on: the activity must not end while the stack is still
 * changing. When only the worker shuts down, it throws at once: the operation goes on at AWS, and the next worker waits for it.
 */
export async function waitUntilSettled(
  client: CloudFormationClient,
  name: string,
  onCancel: (state: StackState) => Promise<void> = async () => {},
): Promise<StackState> {
  let pollMs = firstPollMs;
  let hasCancelled = false;
  for (;;) {
    const state = await readStack(client, name);
    if (state.condition !== 'busy') return state;
    beat(state.status);
    if (!hasCancelled && cancelRequested()) {
      hasCancelled = true;
      await onCancel(state);
    }
    await pause(pollMs);
    pollMs = Math.min(pollMs * 1.5, longestPollMs);
  }
}

/** Cancels an update in progress, which CloudFormation then rolls back. No other operation can be cancelled. */
export async function cancelUpdate(client: CloudFormationClient, name: string, state: StackState): Promise<void> {
  if (state.status !== 'UPDATE_IN_PROGRESS') return;
  try {
    await client.send(new CancelUpdateStackCommand({ StackName: name }));
  } catch (err) {
    if (!(err instanceof Error && err.name === 'ValidationError')) throw err; // it has just ended, as the next look will show
  }
}

/** Whether the workflow asked to cancel the activity. False when the worker shuts down, or at a time-out. */
export const cancelRequested = (): boolean => Context.current().cancellationDetails?.cancelRequested ?? false;

/** Throws if the activity was cancelled, so that nothing new is started. */
export function throwIfCancelled(): void {
  beat();
  if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('cancelled before the next step');
}

/** Sleeps, even in a cancelled activity: the operation that it started must end first. */
export async function pause(ms: number): Promise<void> {
  const context = Context.current();
  try {
    await context.sleep(ms);
  } catch (err) {
    if (!(err instanceof CancelledFailure) || !cancelRequested()) throw err;
    await new Promise((resume) => setTimeout(resume, ms)); // cancelled, and still waiting for the operation to end
  }
}

/** A pause of half a second between two looks, after a heartbeat with these details. */
export async function pauseWithHeartbeat(details: string): Promise<void> {
  beat(details);
  await pause(500);
}
