import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  type StackStatus,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { requireLoopback } from '../../local/loopback';
import type { Scope } from '../cloudwatch/evaluator';
import { computeTemplate } from './compute/compute-template';
import { clientSettings, scopeKey } from './scope';

const stack = 'compute';

/** What the world's machines need in an account and Region before the first stack of the service. */
export interface Bootstrap {
  /** The emulator's URL. */
  readonly endpoint: string;
  /** The world's URL. */
  readonly world: string;
  readonly scopes: readonly Scope[];
}

/** Puts the stack `compute` in place everywhere. Told twice, done once; told another URL of the world, updated. */
export async function bootstrap({ endpoint, world, scopes }: Bootstrap): Promise<void> {
  const parameters = [{ ParameterKey: 'World', ParameterValue: requireLoopback(world) }];
  const asked = { StackName: stack, TemplateBody: computeTemplate(), Parameters: parameters };
  await Promise.all(scopes.map((scope) => put(scope, new CloudFormationClient(clientSettings(endpoint, scope)), asked)));
}

interface Asked {
  readonly StackName: string;
  readonly TemplateBody: string;
  readonly Parameters: { ParameterKey: string; ParameterValue: string }[];
}

async function put(scope: Scope, client: CloudFormationClient, asked: Asked): Promise<void> {
  const command = (await statusOf(client)) === undefined ? new CreateStackCommand(asked) : new UpdateStackCommand(asked);
  await client.send(command).catch(unlessNothingToDo);
  const ended = await settled(client);
  if (ended !== 'CREATE_COMPLETE' && ended !== 'UPDATE_COMPLETE')
    throw new Error(`the stack ${stack} of ${scopeKey(scope)} is ${ended}`);
}

function unlessNothingToDo(err: unknown): void {
  if (!(err instanceof Error && err.message.includes('No updates are to be performed'))) throw err;
}

async function statusOf(client: CloudFormationClient): Promise<StackStatus | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return Stacks?.[0]?.StackStatus;
  } catch (err) {
    if (err instanceof Error && err.message.includes('does not exist')) return undefined;
    throw err;
  }
}

/** A stack of one Lambda takes the emulator milliseconds. */
async function settled(client: CloudFormationClient): Promise<StackStatus | undefined> {
  for (;;) {
    const status = await statusOf(client);
    if (!status?.endsWith('_IN_PROGRESS')) return status;
    await sleep(50);
  }
}
