import type { Command } from 'commander';
import { later } from '../later';
import { print } from '../print';
import { type WordOptions, withWord, wordOf } from '../word';

/** `slipway retry`: a step of the way back that is stuck is tried again. */
export function retryCommand(program: Command): void {
  const command = program
    .command('retry')
    .description('try the stuck step of a way back again, after what was wrong is mended')
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .option('--at <place>', 'which of several stuck steps, as in first/us-west-2/usw2-az1; without it, all of them');
  withWord(command, 'may say why')
    .addHelpText('after', '\nExample:\n  slipway retry checkout/3f2a1c9d04be --why "the quota was raised"\n')
    .action(async (change: string, options: WordOptions & { at?: string }) => {
      const word = { ...wordOf(options), ...(options.at !== undefined && { at: options.at }) };
      const heard = await later.temporal.withTemporal((client) => later.people.retryStep(client, change, word));
      print(options, heard, () => heard.message);
    });
}
