/** An activity as a worker would run it, without its log: many tests are about activities that fail. */
import type { Info } from '@temporalio/activity';
import { ActivityCancellationDetails } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';

export const anActivity = (info: Partial<Info> = {}): MockActivityEnvironment =>
  new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR', () => {}) });

/** One that began `elapsedMs` ago by the server's clock, at this attempt. */
export const anActivitySince = (sinceMs: number, elapsedMs: number): MockActivityEnvironment =>
  anActivity({ scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: sinceMs + elapsedMs });

/** The worker stops; nobody asked for the activity to be cancelled. */
export const shutDown = (activity: MockActivityEnvironment): void =>
  activity.cancel('WORKER_SHUTDOWN', new ActivityCancellationDetails({ workerShutdown: true }));

/** Acts once an activity has sent this heartbeat, which is then still waiting. */
export function whenHeard(activity: MockActivityEnvironment, details: string, act: () => void): void {
  const hear = (heard: unknown) => {
    if (heard !== details) return;
    activity.off('heartbeat', hear);
    act();
  };
  activity.on('heartbeat', hear);
}
