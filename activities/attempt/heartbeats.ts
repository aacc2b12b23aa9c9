import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';

const everyMs = 5_000;

/**
 * Runs `work` with a heartbeat every few seconds, so that a cancellation reaches it and the server notices a dead worker. Where the worker
 * shuts down, it fails with `WorkerStopped`, and another worker takes over at once.
 */
export async function withHeartbeats<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), everyMs);
  context.heartbeat();
  try {
    return await work(context.cancellationSignal);
  } catch (err) {
    throw isShutdown(err) ? ApplicationFailure.retryable('its worker stopped', 'WorkerStopped') : err;
  } finally {
    clearInterval(beat);
  }
}

/**
 * Whether the activity was stopped by its worker and not by a cancel request. The server rejects a "cancelled" that nobody requested, and
 * would wait for the heartbeat time-out before the next attempt.
 */
const isShutdown = (err: unknown): boolean =>
  err instanceof CancelledFailure && !(Context.current().cancellationDetails?.cancelRequested ?? false);
