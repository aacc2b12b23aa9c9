/** A checked change set: it deletes or replaces no stateful resource. */
import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { Left } from '../../../pipeline/model/outcome';
import { failure } from '../../attempt/failure';
import { type ChangeSetInput, createChangeSet, deleteChangeSet, hasNoChanges, type StackContent } from './change-set';
import { keepResources } from './kept/keep-resources';
import { keptResourcesIn, mayHaveKeptResources } from './kept/retained-resources';
import { type StackState, templateOf } from './stack';
import { addedResources, lostResources, removedResourceIds } from './stateful-changes';
import { readableTemplate } from './template';

interface SafeChangeSetInput extends ChangeSetInput {
  readonly client: CloudFormationClient;
  readonly change: string;
  readonly direction: 'forward' | 'back';
  /** The stack as it is now, with no operation in progress. */
  readonly state: StackState;
}

/** A change set that may be executed, and what stays in the stack afterwards. */
export interface SafeChangeSet {
  readonly kind: 'safe';
  /** The id of the change set. */
  readonly changeSet: string;
  readonly left: readonly Left[];
}

export interface NoChanges {
  readonly kind: 'no changes';
  readonly left: readonly Left[];
}

/**
 * Creates a change set and checks what it would do. Forward, one that would delete or replace a stateful resource is refused. Back, a
 * stateful resource that would leave the stack is kept in it. Only CloudFormation knows which those are, because conditions decide what a
 * template creates; so the change set is created once without them, and once with them.
 */
export async function createSafeChangeSet(input: SafeChangeSetInput): Promise<SafeChangeSet | NoChanges> {
  const { client, stack, name, direction, change } = input;
  const changeSet = await createChangeSet(client, input);
  const ids = direction === 'back' ? removedResourceIds(changeSet) : [];
  if (ids.length === 0) return await checked(input, changeSet, []);
  await deleteChangeSet(client, stack, name);
  const desired = await withKept(input, ids);
  const left = leftResources(stack, keptResourcesIn(readableTemplate(desired.template, stack), change));
  return await checked(input, await createChangeSet(client, { ...input, desired }), left);
}

/** What an earlier attempt of the same rollback kept in a stack, so that a retry reports the same. */
export async function leftByEarlierAttempt(client: CloudFormationClient, stack: string, change: string): Promise<Left[]> {
  const text = await templateOf(client, stack);
  return mayHaveKeptResources(text) ? leftResources(stack, keptResourcesIn(readableTemplate(text, stack), change)) : [];
}

async function checked(
  input: SafeChangeSetInput,
  changeSet: DescribeChangeSetOutput,
  left: readonly Left[],
): Promise<SafeChangeSet | NoChanges> {
  const { client, stack, name } = input;
  if (hasNoChanges(changeSet)) {
    await deleteChangeSet(client, stack, name);
    return { kind: 'no changes', left };
  }
  if (changeSet.Status === 'FAILED') throw failure(`CloudFormation refuses the change of ${stack}: ${changeSet.StatusReason}`);
  refuseLosses(input, changeSet);
  if (changeSet.ChangeSetId === undefined) throw new Error(`CloudFormation returned no id for the change set ${name}`);
  return { kind: 'safe', changeSet: changeSet.ChangeSetId, left };
}

/** A rollback that creates a table ends with an empty one, beside the one that the change had removed from the stack and retained. */
function refuseLosses({ stack, direction, type }: SafeChangeSetInput, changeSet: DescribeChangeSetOutput): void {
  const lost = lostResources(changeSet);
  if (lost.length > 0) throw failure(`it would delete or replace ${lost.join(', ')} of ${stack}, whose data cannot be recreated`);
  const empty = direction === 'back' && type === 'UPDATE' ? addedResources(changeSet) : [];
  if (empty.length > 0)
    throw failure(
      `it would create an empty ${empty.join(', ')} in ${stack}: first import the retained resource into the stack again`,
    );
}

async function withKept(
  { client, stack, desired, state, change }: SafeChangeSetInput,
  ids: readonly string[],
): Promise<StackContent> {
  const now = { template: readableTemplate(await templateOf(client, stack), stack), parameters: state.parameters };
  const release = { template: readableTemplate(desired.template, 'the release'), parameters: desired.parameters };
  const kept = keepResources({ ids, now, release, change });
  if (kept.kind === 'cannot keep')
    throw failure(`${ids.join(', ')} of ${stack} cannot be recreated, and cannot stay either: ${kept.because}`);
  return { ...desired, template: kept.template, parameters: kept.parameters };
}

const leftResources = (stack: string, kept: readonly string[]): Left[] =>
  kept.length === 0
    ? []
    : [
        {
          what: `${stack} keeps ${kept.join(', ')}, which the release does not have and whose data cannot be recreated`,
          action:
            'a later change that has it takes it over; one that does not have it removes it from the stack without deleting it: delete it yourself if nobody needs it',
        },
      ];
