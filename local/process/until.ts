import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  readonly withinMs: number;
  readonly everyMs?: number;
  /** Stops asking early. */
  readonly signal?: AbortSignal;
}

/** Asks again and again until the answer is yes. False when the time is over first; an answer that fails counts as not yet. */
export async function until(ready: () => Promise<boolean>, { withinMs, everyMs = 50, signal }: Patience): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline && !signal?.aborted) {
    if (await ready().catch(() => false)) return true;
    await pause(everyMs);
  }
  return false;
}
