import type { Command } from 'commander';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway approve` and `slipway reject`: a person decides whether a change enters a stage that needs approval. */
export function voteCommands(program: Command): void {
  voteCommand(program, 'approve', {
    description: 'approve a change that waits for approval before a stage',
    exampleReason: 'read the plan, and the tests cover it',
  });
  voteCommand(program, 'reject', {
    description: 'reject a change that waits for approval before a stage: the change ends',
    exampleReason: 'the launch is next week',
  });
}

function voteCommand(
  program: Command,
  verdict: 'approve' | 'reject',
  { description, exampleReason }: { readonly description: string; readonly exampleReason: string },
): void {
  const example = `slipway ${verdict} checkout/3f2a1c9d04be --stage first --by ann@example.com --why "${exampleReason}"`;
  const command = program
    .command(verdict)
    .description(description)
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .requiredOption('--stage <name>', 'the stage that the change waits to enter (required)');
  withAttribution(command, 'why is required')
    .addHelpText('after', `\nExample:\n  ${example}\n`)
    .action(async (change: string, options: AttributionOptions & { stage: string }) => {
      const vote = { ...attributionOf(options), stage: options.stage };
      const reply = await lazy.temporal.withTemporal((client) => lazy.commands.vote(client, change, verdict, vote));
      print(options, reply, () => reply.message);
    });
}
