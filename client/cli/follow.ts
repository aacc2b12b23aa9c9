import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Refusal } from '../refusal';
import { isUnreachable } from '../temporal/unanswered';
import { readTree } from '../tree/read-tree';
import type { ChangeTree } from '../tree/tree';
import type { Screen } from './screen';

const everyMs = 1_000;

/**
 * Shows a change again and again until it has ended; `undefined` if there is no change of that id. The first read must succeed; later ones
 * may find no worker or no server: the screen says so, and the next read follows.
 */
export async function follow(client: Client, change: string, screen: Screen): Promise<ChangeTree | undefined> {
  const read = () => readTree(client, change, () => new Date().toISOString());
  try {
    let tree = await read();
    while (tree !== undefined && tree.outcome === undefined) {
      screen.show(tree);
      await pause(everyMs);
      const next: ChangeTree | Silence | undefined = await read().catch(silence);
      if (next instanceof Silence) screen.trouble(next.because);
      else tree = next;
    }
    if (tree !== undefined) screen.show(tree);
    return tree;
  } finally {
    screen.done();
  }
}

/** A read that failed, and why. */
class Silence {
  constructor(readonly because: string) {}
}

function silence(err: unknown): Silence {
  if (err instanceof Refusal) return new Silence(err.message);
  if (isUnreachable(err)) return new Silence('Temporal does not answer now; changes continue when it is back');
  throw err;
}
