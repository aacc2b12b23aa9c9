import type { Command } from 'commander';
import { calledAs } from '../../called-as';
import { later } from '../later';
import { print } from '../print';
import { type WordOptions, withWord, wordOf } from '../word';

/** `slipway cancel`: a change stops, and puts back what is not good yet. */
export function cancelCommand(program: Command): void {
  const command = program
    .command('cancel')
    .description('stop a change and put back what is not good yet; a way back that has begun goes on')
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be');
  withWord(command, 'may say why')
    .addHelpText('after', '\nExample:\n  slipway cancel checkout/3f2a1c9d04be --why "wrong week for it"\n')
    .action(async (change: string, options: WordOptions) => {
      const heard = await later.temporal.withTemporal((client) => later.people.cancelChange(client, change, wordOf(options)));
      print(options, heard, () => `${heard.message}; follow it with: ${calledAs(process.env)} watch ${change}`);
    });
}
