import { ApplicationFailure, CancelledFailure, Context } from '@temporalio/activity';

const everyMs = 5_000;

/**
 * Does some work with a heartbeat every few seconds, so that a cancellation reaches it and a dead worker is noticed. Where the worker is
 * told to stop, another takes over at once.
 */
export async function withHeartbeats<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), everyMs);
  context.heartbeat();
  try {
    return await work(context.cancellationSignal);
  } catch (err) {
    throw isCutShort(err) ? ApplicationFailure.retryable('its worker stopped', 'WorkerStopped') : err;
  } finally {
    clearInterval(beat);
  }
}

/**
 * Stopped, and nobody had asked for it: the worker ends. The server refuses to hear "cancelled" of what was not cancelled, and would wait
 * for a heartbeat until it takes the attempt for dead.
 */
const isCutShort = (err: unknown): boolean =>
  err instanceof CancelledFailure && !(Context.current().cancellationDetails?.cancelRequested ?? false);
