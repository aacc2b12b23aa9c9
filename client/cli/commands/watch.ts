import type { Client } from '@temporalio/client';
import type { Command } from 'commander';
import { Refusal } from '../../refusal';
import { lazy } from '../lazy';
import { liveScreen } from '../screen';
import { noSuchChange } from './status';

/** `slipway watch`: follows one change until it ends. */
export function watchCommand(program: Command): void {
  program
    .command('watch')
    .description('follow a change until it ends: as a live tree, or as plain lines if the output is not a terminal')
    .argument('[change]', 'the id of a change, as in checkout/3f2a1c9d04be; by default the newest')
    .addHelpText('after', '\nExample:\n  slipway watch checkout/3f2a1c9d04be\n\nCtrl-C stops watching; the change goes on.\n')
    .action(async (named: string | undefined) => {
      await lazy.temporal.withTemporal(async (client) => {
        const change = named ?? (await newest(client));
        const tree = await lazy.follow.follow(client, change, await liveScreen(process.stdout, process.env));
        if (tree === undefined) throw noSuchChange(change);
        process.exitCode = tree.outcome?.kind === 'delivered' ? 0 : 1;
      });
    });
}

async function newest(client: Client): Promise<string> {
  const [line] = await lazy.status.recentChanges(client, 1);
  if (line === undefined) throw new Refusal(2, 'no change was submitted here yet: `slipway submit` starts one');
  return line.change;
}
