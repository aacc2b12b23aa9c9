import { createHash } from 'node:crypto';
import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetOutput,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { Context } from '@temporalio/activity';
import { failure } from '../../attempt/failed';
import { doesNotExist, eventsOf } from './stack';
import { pause } from './wait';

/** A stack as it should be. */
export interface Wanted {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The name of a change set, and the token of its execution: always the same for change, target, release and direction, so that whatever
 * is told twice is recognised. `slipway-back-…` in a stack's events is a way back.
 */
export function changeSetName(of: { change: string; stack: string; release: string; direction: 'forward' | 'back' }): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([of.change, of.stack, of.release, of.direction]))
    .digest('hex');
  return `slipway-${of.direction}-${hash.slice(0, 32)}`;
}

/** Makes a change set and waits until CloudFormation has worked it out. One of the same name is the answer of an earlier attempt. */
export async function prepare(
  client: CloudFormationClient,
  { stack, name, type, wanted }: { stack: string; name: string; type: 'CREATE' | 'UPDATE'; wanted: Wanted },
): Promise<DescribeChangeSetOutput> {
  try {
    await client.send(
      new CreateChangeSetCommand({
        StackName: stack,
        ChangeSetName: name,
        ChangeSetType: type,
        ClientToken: tokenOf(name, wanted),
        TemplateBody: wanted.template,
        Parameters: Object.entries(wanted.parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
        Tags: Object.entries(wanted.tags).map(([Key, Value]) => ({ Key, Value })),
        Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      }),
    );
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    if (isRefusal(err)) throw failure(`CloudFormation refuses the change of ${stack}: ${err.message}`);
    if (err.name !== 'AlreadyExistsException') throw err;
  }
  return await workedOut(client, stack, name);
}

/** The same question has the same token; one of the same name about another template is another question. */
const tokenOf = (name: string, { template, parameters }: Wanted): string =>
  createHash('sha256')
    .update(JSON.stringify([name, template, parameters]))
    .digest('hex');

/** What no retry will mend: a template or parameters that make no sense. That a stack is busy is said by the same error. */
const isRefusal = (err: Error): boolean =>
  err.name === 'InsufficientCapabilitiesException' || (err.name === 'ValidationError' && !/_IN_PROGRESS\b/.test(err.message));

/**
 * Executes a change set and waits until that shows: CloudFormation answers before it begins, and a stack that still rests would pass for
 * one that is done. One that runs or ran already is left alone.
 *
 * The change set is named by its id: what is executed is what was looked at, and not another of the same name.
 */
export async function execute(
  client: CloudFormationClient,
  { stack, changeSet, token }: { stack: string; changeSet: string; token: string },
): Promise<void> {
  let accepted = true;
  try {
    await client.send(new ExecuteChangeSetCommand({ StackName: stack, ChangeSetName: changeSet, ClientRequestToken: token }));
  } catch (err) {
    if (!(err instanceof Error && err.name === 'InvalidChangeSetStatusException')) throw err;
    accepted = false;
  }
  while ((await eventsOf(client, stack, token)).length === 0) {
    const status = await executionStatus(client, stack, changeSet);
    if (status !== 'EXECUTE_IN_PROGRESS' && !(accepted && status === 'AVAILABLE')) return;
    Context.current().heartbeat('change set');
    await pause(500);
  }
}

/** `undefined` where the change set is gone, as it is once it was carried out. */
async function executionStatus(client: CloudFormationClient, stack: string, changeSet: string): Promise<string | undefined> {
  try {
    return (await client.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: changeSet }))).ExecutionStatus;
  } catch (err) {
    if (err instanceof Error && err.name === 'ChangeSetNotFoundException') return undefined;
    throw err;
  }
}

/** Deletes a change set, if it is there, so that nobody can execute it late. */
export async function withdraw(client: CloudFormationClient, stack: string, name: string): Promise<void> {
  try {
    await client.send(new DeleteChangeSetCommand({ StackName: stack, ChangeSetName: name }));
  } catch (err) {
    const isGone =
      err instanceof Error && (err.name === 'ChangeSetNotFoundException' || err.name === 'InvalidChangeSetStatusException');
    if (!isGone && !doesNotExist(err)) throw err; // one that is being executed cannot be deleted, and is waited for
  }
}

/** Whether a change set came to nothing because there is nothing to do: CloudFormation has two sentences for it, and no code. */
export const isNothingToDo = ({ Status, StatusReason }: DescribeChangeSetOutput): boolean =>
  Status === 'FAILED' && /didn't contain changes|No updates are to be performed/.test(StatusReason ?? '');

/** All pages of a change set's changes: a table may stand on the last. */
async function whole(client: CloudFormationClient, first: DescribeChangeSetOutput): Promise<DescribeChangeSetOutput> {
  const changes = [...(first.Changes ?? [])];
  for (let next = first.NextToken; next !== undefined; ) {
    const page = await client.send(
      new DescribeChangeSetCommand({ StackName: first.StackId, ChangeSetName: first.ChangeSetId, NextToken: next }),
    );
    changes.push(...(page.Changes ?? []));
    next = page.NextToken;
  }
  return { ...first, Changes: changes };
}

async function workedOut(client: CloudFormationClient, stack: string, name: string): Promise<DescribeChangeSetOutput> {
  for (let pollMs = 50; ; pollMs = Math.min(pollMs * 1.5, 5_000)) {
    const found = await client.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: name }));
    if (found.Status !== 'CREATE_PENDING' && found.Status !== 'CREATE_IN_PROGRESS') return await whole(client, found);
    Context.current().heartbeat('change set');
    await Context.current().sleep(pollMs);
  }
}
