/** A CloudFormation that answers some calls otherwise than the emulator would; everything else is the emulator's. */
import {
  type CancelUpdateStackCommandOutput,
  CloudFormationClient,
  type DescribeChangeSetCommandOutput,
  type DescribeStackEventsCommandOutput,
  type DescribeStacksCommandOutput,
  type ExecuteChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';

interface Outputs {
  readonly CancelUpdateStackCommand: CancelUpdateStackCommandOutput;
  readonly DescribeChangeSetCommand: DescribeChangeSetCommandOutput;
  readonly DescribeStacksCommand: DescribeStacksCommandOutput;
  readonly DescribeStackEventsCommand: DescribeStackEventsCommandOutput;
  readonly ExecuteChangeSetCommand: ExecuteChangeSetCommandOutput;
}

/** What to answer instead, told what the emulator answered. */
export type Otherwise = { readonly [Name in keyof Outputs]?: (usual: Outputs[Name]) => Outputs[Name] };

export function answering(otherwise: Otherwise, region = 'us-west-2'): CloudFormationClient {
  const client = new CloudFormationClient({ region });
  for (const [name, answer] of Object.entries(otherwise)) {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const usual = await next(args);
          return commandName === name
            ? { ...usual, output: (answer as (of: unknown) => typeof usual.output)(usual.output) }
            : usual;
        },
      { step: 'initialize' },
    );
  }
  return client;
}
