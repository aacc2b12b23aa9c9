import type { Command } from 'commander';
import { commandName } from '../../command-name';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway cancel`: stops a change and rolls back the stage that is under way. */
export function cancelCommand(program: Command): void {
  const command = program
    .command('cancel')
    .description(
      'stop a change, and roll back the stage that is under way; earlier waves keep the release, and a running rollback continues',
    )
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be');
  withAttribution(command, 'why is optional')
    .addHelpText('after', '\nExample:\n  slipway cancel checkout/3f2a1c9d04be --why "wrong week for it"\n')
    .action(async (change: string, options: AttributionOptions) => {
      const reply = await lazy.temporal.withTemporal((client) =>
        lazy.commands.cancelChange(client, change, attributionOf(options)),
      );
      print(options, reply, () => `${reply.message}; follow it with: ${commandName(process.env)} watch ${change}`);
    });
}
