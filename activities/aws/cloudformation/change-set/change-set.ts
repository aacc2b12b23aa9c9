import { randomUUID } from 'node:crypto';
import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  type DescribeChangeSetOutput,
} from '@aws-sdk/client-cloudformation';
import { sortAnswer } from '../../../attempt/answers/sort-answer';
import { failure } from '../../../attempt/failure';
import { doesNotExist } from '../stack';
import { pauseWithHeartbeat } from '../wait';
import { descriptionOf } from './name';
import { computedChangeSet, isBeingComputed, peekAtChangeSet } from './read';

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
  /** The change on whose behalf it is made. */
  readonly change: string;
}

/**
 * Creates a change set and waits until CloudFormation has computed its changes. An existing one of this name is from an earlier attempt; it
 * is prepared again if the stack was changed since, if its deletion had begun, or if it had failed: the reason may have passed.
 */
export async function createChangeSet(client: CloudFormationClient, input: ChangeSetInput): Promise<DescribeChangeSetOutput> {
  const { isNew, changeSet } = await requestedChangeSet(client, input);
  if (!isOutdated(changeSet) && (isNew || changeSet.Status !== 'FAILED')) return changeSet;
  await deleteChangeSet(client, input.stack, input.name);
  return (await requestedChangeSet(client, input)).changeSet;
}

/** Whether a change set can never be executed, and a new one of the same name can. */
export const isOutdated = ({ Status, ExecutionStatus }: DescribeChangeSetOutput): boolean =>
  ExecutionStatus === 'OBSOLETE' || (Status?.startsWith('DELETE_') ?? false);

async function requestedChangeSet(client: CloudFormationClient, input: ChangeSetInput) {
  const isNew = await requestCreation(client, input);
  return { isNew, changeSet: await computedChangeSet(client, input) };
}

/** Whether there was none of this name. */
async function requestCreation(client: CloudFormationClient, input: ChangeSetInput): Promise<boolean> {
  try {
    await client.send(createCommand(input));
    return true;
  } catch (err) {
    if (!(err instanceof Error)) throw err;
    if (sortAnswer(err).kind === 'final') throw failure(`CloudFormation refuses the change of ${input.stack}: ${err.message}`);
    if (err.name !== 'AlreadyExistsException') throw err;
    return false;
  }
}

/** The token only makes the SDK's own retries one request: between attempts, the name decides. A deleted change set may get its name again. */
const createCommand = ({ stack, name, type, desired, change }: ChangeSetInput): CreateChangeSetCommand =>
  new CreateChangeSetCommand({
    StackName: stack,
    ChangeSetName: name,
    ChangeSetType: type,
    Description: descriptionOf(change),
    ClientToken: randomUUID(),
    TemplateBody: desired.template,
    Parameters: Object.entries(desired.parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: Object.entries(desired.tags).map(([Key, Value]) => ({ Key, Value })),
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    IncludeNestedStacks: true, // what a nested stack would lose is in a change set of its own
  });

/**
 * Deletes a change set, if it exists, so that nobody can execute it later, and waits until it is gone: with nested change sets that takes
 * time, and its name is taken meanwhile. One that is being computed is deleted once it is. One that is being executed cannot be deleted:
 * the caller waits for it.
 */
export async function deleteChangeSet(client: CloudFormationClient, stack: string, name: string): Promise<void> {
  for (;;) {
    const answer = await requestDeletion(client, stack, name);
    if (answer === 'gone') return;
    if (answer === 'accepted') return await untilDeleted(client, stack, name);
    const left = await peekAtChangeSet(client, stack, name);
    if (left === undefined || left === 'unread' || !isBeingComputed(left)) return;
    await pauseWithHeartbeat('change set');
  }
}

async function requestDeletion(
  client: CloudFormationClient,
  stack: string,
  name: string,
): Promise<'accepted' | 'gone' | 'not now'> {
  try {
    await client.send(new DeleteChangeSetCommand({ StackName: stack, ChangeSetName: name }));
    return 'accepted';
  } catch (err) {
    if (err instanceof Error && err.name === 'InvalidChangeSetStatusException') return 'not now';
    if (doesNotExist(err) || (err instanceof Error && err.name === 'ChangeSetNotFoundException')) return 'gone';
    throw err;
  }
}

async function untilDeleted(client: CloudFormationClient, stack: string, name: string): Promise<void> {
  for (;;) {
    const left = await peekAtChangeSet(client, stack, name);
    if (left === undefined || left === 'unread' || !left.Status?.startsWith('DELETE_') || left.Status === 'DELETE_COMPLETE')
      return;
    if (left.Status === 'DELETE_FAILED')
      throw new Error(
        `the change set ${name} of ${stack} cannot be deleted: ${left.StatusReason ?? 'CloudFormation does not say why'}`,
      );
    await pauseWithHeartbeat('change set');
  }
}
