import type { Command } from 'commander';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway approve` and `slipway reject`: a person says yes or no to a stage that waits for approval. */
export function voteCommands(program: Command): void {
  voteCommand(program, 'approve', 'let a change into a stage that waits for approval', 'read the plan, and the tests cover it');
  voteCommand(program, 'reject', 'keep a change out of a stage that waits for approval: it ends', 'the launch is next week');
}

function voteCommand(program: Command, verdict: 'approve' | 'reject', does: string, why: string): void {
  const command = program
    .command(verdict)
    .description(does)
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .requiredOption('--stage <name>', 'the stage that waits');
  withAttribution(command, 'must say why')
    .addHelpText(
      'after',
      `\nExample:\n  slipway ${verdict} checkout/3f2a1c9d04be --stage first --by ann@example.com --why "${why}"\n`,
    )
    .action(async (change: string, options: AttributionOptions & { stage: string }) => {
      const word = { ...attributionOf(options), stage: options.stage };
      const heard = await lazy.temporal.withTemporal((client) => lazy.commands.vote(client, change, verdict, word));
      print(options, heard, () => heard.message);
    });
}
