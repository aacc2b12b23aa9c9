/** A CloudFormation client that changes the emulator's answers to some calls. */
import {
  type CancelUpdateStackCommandOutput,
  CloudFormationClient,
  type DescribeChangeSetCommandOutput,
  type DescribeStackEventsCommandOutput,
  type DescribeStacksCommandOutput,
  type ExecuteChangeSetCommandOutput,
  type GetTemplateCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { Latch } from './a-latch';

interface Outputs {
  readonly CancelUpdateStackCommand: CancelUpdateStackCommandOutput;
  readonly DescribeChangeSetCommand: DescribeChangeSetCommandOutput;
  readonly DescribeStacksCommand: DescribeStacksCommandOutput;
  readonly DescribeStackEventsCommand: DescribeStackEventsCommandOutput;
  readonly ExecuteChangeSetCommand: ExecuteChangeSetCommandOutput;
  readonly GetTemplateCommand: GetTemplateCommandOutput;
}

/** By call: makes another answer from the emulator's. */
export type Answers = { readonly [Name in keyof Outputs]?: (usual: Outputs[Name]) => Outputs[Name] | Promise<Outputs[Name]> };

/** A client of the emulator that changes the answers to these calls. */
export function answering(answers: Answers, region = 'us-west-2'): CloudFormationClient {
  const client = new CloudFormationClient({ region });
  for (const [name, answer] of Object.entries(answers)) {
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const usual = await next(args);
          return commandName === name
            ? { ...usual, output: await (answer as (of: unknown) => typeof usual.output)(usual.output) }
            : usual;
        },
      { step: 'initialize' },
    );
  }
  return client;
}

/** A client that opens the latch when an update is cancelled: the emulator cancels only before the next resource. */
export const openingOnCancel = (latch: Latch): CloudFormationClient =>
  answering({
    CancelUpdateStackCommand: (usual) => {
      latch.open();
      return usual;
    },
  });

/** A client of the emulator whose calls of this name fail. */
export function refusing(name: string, err: () => Error, region = 'us-west-2'): CloudFormationClient {
  const client = new CloudFormationClient({ region });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === name) throw err();
        return await next(args);
      },
    { step: 'initialize' },
  );
  return client;
}
