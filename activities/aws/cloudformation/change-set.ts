import { createHash } from 'node:crypto';
import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetOutput,
} from '@aws-sdk/client-cloudformation';
import { Context } from '@temporalio/activity';
import { sortAnswer } from '../../attempt/answers/sort-answer';
import { failure } from '../../attempt/failure';
import { beat } from '../../attempt/heartbeats';
import { doesNotExist } from './stack';

/** What a change set makes of a stack. */
export interface StackContent {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ChangeSetInput {
  readonly stack: string;
  /** The change set's name. */
  readonly name: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly desired: StackContent;
}

/**
 * The name of a change set, and the token of its execution. Always the same for a change, stack, release and direction, so that a retry
 * finds what the first attempt did. `slipway-back-…` in a stack's events is a rollback.
 */
export function changeSetName(of: { change: string; stack: string; release: string; direction: 'forward' | 'back' }): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([of.change, of.stack, of.release, of.direction]))
    .digest('hex');
  return `slipway-${of.direction}-${hash.slice(0, 32)}`;
}

/** Creates a change set and waits until CloudFormation has computed its changes. An existing one of this name is from an earlier attempt. */
export async function createChangeSet(client: CloudFormationClient, input: ChangeSetInput): Promise<DescribeChangeSetOutput> {
  try {
    await client.send(createCommand(input));
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    if (sortAnswer(err).kind === 'final') throw failure(`CloudFormation refuses the change of ${input.stack}: ${err.message}`);
    if (err.name !== 'AlreadyExistsException') throw err;
  }
  return await withAllChanges(client, await computed(client, input));
}

const createCommand = ({ stack, name, type, desired }: ChangeSetInput): CreateChangeSetCommand =>
  new CreateChangeSetCommand({
    StackName: stack,
    ChangeSetName: name,
    ChangeSetType: type,
    ClientToken: tokenOf(name, desired),
    TemplateBody: desired.template,
    Parameters: Object.entries(desired.parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: Object.entries(desired.tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
  });

/** The same request has the same token; the same name with another template is another request. */
const tokenOf = (name: string, { template, parameters }: StackContent): string =>
  createHash('sha256')
    .update(JSON.stringify([name, template, parameters]))
    .digest('hex');

async function computed(client: CloudFormationClient, { stack, name }: ChangeSetInput): Promise<DescribeChangeSetOutput> {
  for (let pollMs = 50; ; pollMs = Math.min(pollMs * 1.5, 5_000)) {
    const changeSet = await client.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: name }));
    if (changeSet.Status !== 'CREATE_PENDING' && changeSet.Status !== 'CREATE_IN_PROGRESS') return changeSet;
    beat('change set');
    await Context.current().sleep(pollMs);
  }
}

/** Reads all pages: the deletion of a table may be on the last. */
async function withAllChanges(client: CloudFormationClient, first: DescribeChangeSetOutput): Promise<DescribeChangeSetOutput> {
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

/** Whether a change set failed because nothing differs: CloudFormation has two sentences for it, and no code. */
export const hasNoChanges = ({ Status, StatusReason }: DescribeChangeSetOutput): boolean =>
  Status === 'FAILED' && /didn't contain changes|No updates are to be performed/.test(StatusReason ?? '');

/** Deletes a change set, if it exists, so that nobody can execute it later. */
export async function deleteChangeSet(client: CloudFormationClient, stack: string, name: string): Promise<void> {
  try {
    await client.send(new DeleteChangeSetCommand({ StackName: stack, ChangeSetName: name }));
  } catch (err) {
    const isGone =
      err instanceof Error && (err.name === 'ChangeSetNotFoundException' || err.name === 'InvalidChangeSetStatusException');
    if (!isGone && !doesNotExist(err)) throw err; // one that is being executed cannot be deleted; the caller waits for it
  }
}
