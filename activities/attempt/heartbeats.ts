/** The heartbeats of activities. Each carries the record of the attempts before, because the next attempt gets only the last heartbeat. */
import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';
import type { AttemptRecord } from './streak';

/** What a heartbeat carries. */
export interface Heartbeat {
  /** What the attempt waits for, in a word or two. */
  readonly note?: string;
  readonly attempts?: AttemptRecord;
}

const records = new WeakMap<Context, AttemptRecord>();

/** Lets every later heartbeat of this attempt carry the record. */
export const keepRecord = (record: AttemptRecord): void => void records.set(Context.current(), record);

/** Sends a heartbeat. Call no other function for it: a heartbeat without the record would let the next attempt forget it. */
export function beat(note?: string): void {
  const context = Context.current();
  const attempts = records.get(context);
  context.heartbeat({ ...(note !== undefined && { note }), ...(attempts !== undefined && { attempts }) } satisfies Heartbeat);
}

const everyMs = 5_000;

/**
 * Runs `work` with a heartbeat every few seconds, so that a cancellation reaches it and the server notices a dead worker. Where the worker
 * shuts down, it fails with `WorkerStopped`, and another worker takes over at once.
 */
export async function withHeartbeats<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timer = setInterval(() => beat(), everyMs);
  beat();
  try {
    return await work(Context.current().cancellationSignal);
  } catch (err) {
    throw isShutdown(err) ? ApplicationFailure.retryable('its worker stopped', workerStopped) : err;
  } finally {
    clearInterval(timer);
  }
}

/** The type of the failure of an attempt whose worker shuts down. */
export const workerStopped = 'WorkerStopped';

/**
 * Whether the activity was stopped by its worker and not by a cancel request. The server rejects a "cancelled" that nobody requested, and
 * would wait for the heartbeat time-out before the next attempt.
 */
const isShutdown = (err: unknown): boolean =>
  err instanceof CancelledFailure && !(Context.current().cancellationDetails?.cancelRequested ?? false);
