import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import type { ChangeTree } from '../tree/tree';
import { later } from './later';
import { liveScreen, type Screen } from './screen';
import { noSuchChange } from './status';

const everyMs = 1_000;

/** `slipway watch`: follows one change until it ends. */
export function watchCommand(program: Command): void {
  program
    .command('watch')
    .description('follow a change until it ends: a tree that moves, or plain lines where there is no terminal')
    .argument('<change>', 'the id of a change, as in checkout/3f2a1c9d04be')
    .addHelpText('after', '\nExample:\n  slipway watch checkout/3f2a1c9d04be\n\nCtrl-C ends the watching, not the change.\n')
    .action(async (change: string) => {
      await later.temporal.withTemporal(async (client) => {
        const screen = await liveScreen(process.stdout, process.env);
        const tree = await follow(client, change, screen);
        process.exitCode = tree.outcome?.kind === 'delivered' ? 0 : 1;
      });
    });
}

/** Shows a change again and again until it has ended. */
async function follow(client: Client, change: string, screen: Screen): Promise<ChangeTree> {
  try {
    for (;;) {
      const tree = await later.look.lookAt(client, change, () => new Date().toISOString());
      if (tree === undefined) throw noSuchChange(change);
      screen.show(tree);
      if (tree.outcome !== undefined) return tree;
      await pause(everyMs);
    }
  } finally {
    screen.done();
  }
}
