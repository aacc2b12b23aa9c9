import type { Command } from 'commander';
import { type AttributionOptions, attributionOf, withAttribution } from '../attribution';
import { lazy } from '../lazy';
import { print } from '../print';

/** `slipway approve` and `slipway reject`: a person decides whether a change enters a stage, or may do what it asks about a component. */
export function voteCommands(program: Command): void {
  voteCommand(program, 'approve', {
    description: 'approve a change that waits for approval before a stage, or allow what it asks about a component',
    exampleReason: 'read the plan, and the tests cover it',
    componentReason: 'the table is empty',
  });
  voteCommand(program, 'reject', {
    description:
      'reject a change that waits before a stage, or forbid what it asks about a component: the change ends, or the stage goes back',
    exampleReason: 'the launch is next week',
    componentReason: 'the orders would be gone',
  });
}

interface Texts {
  readonly description: string;
  readonly exampleReason: string;
  readonly componentReason: string;
}

function voteCommand(
  program: Command,
  verdict: 'approve' | 'reject',
  { description, exampleReason, componentReason }: Texts,
): void {
  const aboutComponent = `slipway ${verdict} checkout/3f2a1c9d04be --stage first --component table --why "${componentReason}"`;
  const example = `slipway ${verdict} checkout/3f2a1c9d04be --stage first --by ann@example.com --why "${exampleReason}"`;
  const command = program
    .command(verdict)
    .description(description)
    .argument('<change>', 'the id of the change, as in checkout/3f2a1c9d04be')
    .requiredOption('--stage <name>', 'the stage that the change waits to enter (required)')
    .option(
      '--component <name>',
      'the component that the change asks about, as `slipway status` shows; without it, the stage as a whole',
    )
    .option('--rows <id>', 'the rows that you have read, as `slipway status` shows them; needed if it asked about others before');
  withAttribution(command, 'why is required')
    .addHelpText('after', `\nExamples:\n  ${example}\n  ${aboutComponent}\n`)
    .action(async (change: string, options: AttributionOptions & { stage: string; component?: string; rows?: string }) => {
      const { stage, component, rows } = options;
      const vote = {
        ...attributionOf(options),
        stage,
        ...(component !== undefined && { component }),
        ...(rows !== undefined && { rows }),
      };
      const reply = await lazy.temporal.withTemporal((client) => lazy.commands.vote(client, change, verdict, vote));
      print(options, reply, () => reply.message);
    });
}
