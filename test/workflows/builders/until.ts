import { setTimeout } from 'node:timers/promises';

/** Waits until a condition holds, looking often; rejects after a minute and a half with what it waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; Date.now() < end; await setTimeout(25)) {
    if (await condition()) return;
  }
  throw new Error(`waited for a minute and a half, and still not: ${what}`);
}
