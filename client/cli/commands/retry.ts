import type { Command } from 'commander';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway retry`: retries the stuck step of a rollback, or lets a change look again that waits for a person to remove something. */
export function retryCommand(program: Command): void {
  const command = program
    .command('retry')
    .description('after you fixed the cause: retry the stuck step of a rollback, or look again what a change waits for')
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .option('--at <place>', 'which of several stuck steps, as in first/us-west-2/usw2-az1; by default all');
  withAttribution(command, 'why is optional')
    .addHelpText('after', '\nExample:\n  slipway retry checkout/3f2a1c9d04be --why "the quota was raised"\n')
    .action(async (change: string, options: AttributionOptions & { at?: string }) => {
      const command = { ...attributionOf(options), ...(options.at !== undefined && { at: options.at }) };
      const reply = await lazy.temporal.withTemporal((client) => lazy.commands.retryStep(client, change, command));
      print(options, reply, () => reply.message);
    });
}
