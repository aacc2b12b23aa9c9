import { setTimeout } from 'node:timers/promises';

/**
 * Waits until a condition holds. After 90 seconds it fails with `what`, a sentence about the condition. It looks every 25 ms at first, and
 * every 100 ms after a few seconds, because many conditions ask a server and all tests share two cores.
 */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  for (let pauseMs = 25; Date.now() < end; pauseMs = Math.min(100, pauseMs + 1)) {
    if (await condition()) return;
    await setTimeout(pauseMs);
  }
  throw new Error(`timed out after 90 s, waiting until ${what}`);
}
