/** Runs activities as a worker would, but without its log, because many tests are about failures. */
import type { Info } from '@temporalio/activity';
import { ActivityCancellationDetails } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { Heartbeat } from '../../../activities/attempt/heartbeats';

export const anActivity = (info: Partial<Info> = {}): MockActivityEnvironment =>
  new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR', () => {}) });

/** An activity that was first scheduled at `sinceMs` and whose current attempt started `elapsedMs` later, by the server's clock. */
export const anActivitySince = (sinceMs: number, elapsedMs: number): MockActivityEnvironment =>
  anActivity({ scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: sinceMs + elapsedMs });

/** Shuts the worker down, without a cancel request for the activity. */
export const shutDown = (activity: MockActivityEnvironment): void =>
  activity.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));

/** Calls `act` at the first heartbeat with this note, while the activity is still waiting. */
export function onHeartbeat(activity: MockActivityEnvironment, note: string, act: () => void): void {
  const listener = (sent: Heartbeat) => {
    if (sent.note !== note) return;
    activity.off('heartbeat', listener);
    act();
  };
  activity.on('heartbeat', listener);
}
