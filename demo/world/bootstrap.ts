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

/** Where to deploy what the service's stacks depend on. */
export interface Bootstrap {
  /** The emulator's URL. */
  readonly endpoint: string;
  /** The world's URL. */
  readonly world: string;
  readonly scopes: readonly Scope[];
}

/** Deploys the stack `compute` in every scope. Idempotent; with another URL of the world, it updates the stacks. */
export async function bootstrap({ endpoint, world, scopes }: Bootstrap): Promise<void> {
  const parameters = [{ ParameterKey: 'World', ParameterValue: requireLoopback(world) }];
  const input = { StackName: stack, TemplateBody: computeTemplate(), Parameters: parameters };
  await Promise.all(scopes.map((scope) => deployStack(scope, new CloudFormationClient(clientSettings(endpoint, scope)), input)));
}

interface StackInput {
  readonly StackName: string;
  readonly TemplateBody: string;
  readonly Parameters: { ParameterKey: string; ParameterValue: string }[];
}

async function deployStack(scope: Scope, client: CloudFormationClient, input: StackInput): Promise<void> {
  const command = (await statusOf(client)) === undefined ? new CreateStackCommand(input) : new UpdateStackCommand(input);
  await client.send(command).catch(ignoreNoUpdates);
  const status = await waitUntilDone(client);
  if (status !== 'CREATE_COMPLETE' && status !== 'UPDATE_COMPLETE')
    throw new Error(`the stack ${stack} of ${scopeKey(scope)} is ${status}`);
}

function ignoreNoUpdates(err: unknown): void {
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

/** The emulator deploys a stack of one Lambda within milliseconds. */
async function waitUntilDone(client: CloudFormationClient): Promise<StackStatus | undefined> {
  for (;;) {
    const status = await statusOf(client);
    if (!status?.endsWith('_IN_PROGRESS')) return status;
    await sleep(50);
  }
}
