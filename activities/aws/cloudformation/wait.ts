import { CancelUpdateStackCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CancelledFailure, Context } from '@temporalio/activity';
import { type SeenStack, seeStack } from './stack';

const firstPollMs = 50;
const longestPollMs = 5_000;

/**
 * Waits until no operation runs on a stack and answers how it is then. Heartbeats at every look.
 *
 * When somebody asked for the activity to be cancelled, `onCancel` is called once and the waiting goes on: a stack that still moves must
 * not be left behind an ending. When only the worker stops, it throws at once: the operation goes on at AWS and the next worker picks it up.
 */
export async function settled(
  client: CloudFormationClient,
  name: string,
  onCancel: (seen: SeenStack) => Promise<void> = async () => {},
): Promise<SeenStack> {
  let pollMs = firstPollMs;
  let told = false;
  for (;;) {
    const seen = await seeStack(client, name);
    if (seen.condition !== 'busy') return seen;
    Context.current().heartbeat(seen.status);
    if (!told && cancelRequested()) {
      told = true;
      await onCancel(seen);
    }
    await pause(pollMs);
    pollMs = Math.min(pollMs * 1.5, longestPollMs);
  }
}

/** Asks CloudFormation to take an update back; what else runs on a stack cannot be stopped, and is waited for. */
export async function cancelUpdate(client: CloudFormationClient, name: string, seen: SeenStack): Promise<void> {
  if (seen.status !== 'UPDATE_IN_PROGRESS') return;
  try {
    await client.send(new CancelUpdateStackCommand({ StackName: name }));
  } catch (err) {
    if (!(err instanceof Error && err.name === 'ValidationError')) throw err; // it ended in the meantime, which the next look shows
  }
}

/** Whether a person or a parent asked to stop: not the worker's own end, and not a time-out. */
export const cancelRequested = (): boolean => Context.current().cancellationDetails?.cancelRequested ?? false;

/** Stops an act before it begins, where somebody asked for it. */
export function stopIfCancelled(): void {
  Context.current().heartbeat();
  if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('stopped before the next act');
}

/** Sleeps, also on behalf of an activity that was asked to stop: what it began must come to rest first. */
export async function pause(ms: number): Promise<void> {
  const context = Context.current();
  try {
    await context.sleep(ms);
  } catch (err) {
    if (!(err instanceof CancelledFailure) || !cancelRequested()) throw err;
    await new Promise((resume) => setTimeout(resume, ms)); // cancelled, and waiting for the stack to come to rest
  }
}
