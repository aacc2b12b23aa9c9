import type { Command } from 'commander';
import { withTemporal } from '../temporal';
import { follow } from './follow';
import { liveScreen } from './screen';
import { noSuchChange } from './status';

/** `slipway watch`: follows one change until it ends. */
export function watchCommand(program: Command): void {
  program
    .command('watch')
    .description('follow a change until it ends: a tree that moves, or plain lines where there is no terminal')
    .argument('<change>', 'the id of a change, as in checkout/3f2a1c9d04be')
    .addHelpText('after', '\nExample:\n  slipway watch checkout/3f2a1c9d04be\n\nCtrl-C ends the watching, not the change.\n')
    .action(async (change: string) => {
      await withTemporal(async (client) => {
        const tree = await follow(client, change, await liveScreen(process.stdout, process.env));
        if (tree === undefined) throw noSuchChange(change);
        process.exitCode = tree.outcome?.kind === 'delivered' ? 0 : 1;
      });
    });
}
