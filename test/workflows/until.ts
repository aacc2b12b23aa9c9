import { setTimeout } from 'node:timers/promises';

/** Waits until a condition holds, looking often; rejects after half a minute with what it waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await setTimeout(25)) {
    if (await condition()) return;
  }
  throw new Error(`waited for half a minute, and still not: ${what}`);
}
