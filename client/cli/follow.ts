import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Refusal } from '../refusal';
import { isAway } from '../temporal/answer';
import { readTree } from '../tree/read-tree';
import type { ChangeTree } from '../tree/tree';
import type { Screen } from './screen';

const everyMs = 1_000;

/**
 * Shows a change again and again until it has ended; `undefined` where there is none of that id. The first look must come to something;
 * later ones may find workers or the server away: that is shown, and there is a next look.
 */
export async function follow(client: Client, change: string, screen: Screen): Promise<ChangeTree | undefined> {
  const look = () => readTree(client, change, () => new Date().toISOString());
  try {
    let tree = await look();
    while (tree !== undefined && tree.outcome === undefined) {
      screen.show(tree);
      await pause(everyMs);
      const seen: ChangeTree | Silence | undefined = await look().catch(silence);
      if (seen instanceof Silence) screen.trouble(seen.because);
      else tree = seen;
    }
    if (tree !== undefined) screen.show(tree);
    return tree;
  } finally {
    screen.done();
  }
}

/** A look that came to nothing, and why. */
class Silence {
  constructor(readonly because: string) {}
}

function silence(err: unknown): Silence {
  if (err instanceof Refusal) return new Silence(err.message);
  if (isAway(err)) return new Silence('Temporal does not answer just now; changes go on when it is back');
  throw err;
}
