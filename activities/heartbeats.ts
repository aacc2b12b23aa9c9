import { Context } from '@temporalio/activity';

const everyMs = 5_000;

/** Does some work with a heartbeat every few seconds, so that a cancellation reaches it and a dead worker is noticed. */
export async function withHeartbeats<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), everyMs);
  context.heartbeat();
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(beat);
  }
}
