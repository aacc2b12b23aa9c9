import { setTimeout as pause } from 'node:timers/promises';

export interface PollOptions {
  readonly timeoutMs: number;
  readonly intervalMs?: number;
  /** Ends the polling early. */
  readonly signal?: AbortSignal;
}

/** Polls a condition until it holds. False at the time-out or after an abort; a condition that rejects counts as not yet true. */
export async function poll(
  condition: () => Promise<boolean>,
  { timeoutMs, intervalMs = 50, signal }: PollOptions,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !signal?.aborted) {
    if (await condition().catch(() => false)) return true;
    await pause(intervalMs);
  }
  return false;
}
