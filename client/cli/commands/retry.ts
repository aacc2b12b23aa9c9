import type { Command } from 'commander';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway retry`: a step of the way back that is stuck is tried again. */
export function retryCommand(program: Command): void {
  const command = program
    .command('retry')
    .description('try the stuck step of a way back again, after what was wrong is mended')
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .option('--at <place>', 'which of several stuck steps, as in first/us-west-2/usw2-az1; without it, all of them');
  withAttribution(command, 'may say why')
    .addHelpText('after', '\nExample:\n  slipway retry checkout/3f2a1c9d04be --why "the quota was raised"\n')
    .action(async (change: string, options: AttributionOptions & { at?: string }) => {
      const word = { ...attributionOf(options), ...(options.at !== undefined && { at: options.at }) };
      const heard = await lazy.temporal.withTemporal((client) => lazy.commands.retryStep(client, change, word));
      print(options, heard, () => heard.message);
    });
}
