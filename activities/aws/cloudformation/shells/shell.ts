import { type ChangeSetSummary, type CloudFormationClient, ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { personNeeded } from '../../../attempt/failure';
import { deleteChangeSet } from '../change-set/change-set';
import { peekAtChangeSet } from '../change-set/read';
import { deleteStack } from '../delete-stack';
import { readStack } from '../stack';
import { nestedStackType } from '../stateful/is-stateful';
import { type Owner, ownerOf } from './owner';

/** A stack by its name, and the change that wants it. */
interface Wanted {
  readonly client: CloudFormationClient;
  readonly stack: string;
  readonly change: string;
}

/** Whose an empty stack is. */
export const shellOwner = async ({ client, stack, change }: Wanted): Promise<Owner> =>
  ownerOf(await changeSetsOf(client, stack), change);

/** Fails if somebody else prepares a stack under this name: to use it or to delete it would take it from them. */
export async function refuseOthersShell(wanted: Wanted): Promise<Owner> {
  const owner = await shellOwner(wanted);
  if (owner.kind !== 'others') return owner;
  throw personNeeded(
    `${wanted.stack} is an empty stack that somebody else prepares, with ${owner.because}: delete that stack if nobody needs it, or rename the component, the zone or the pipeline`,
  );
}

/** Whether an empty stack has no other change set than the one of this name. */
export const isOnlyChangeSet = async ({ client, stack }: Wanted, name: string): Promise<boolean> =>
  (await changeSetsOf(client, stack)).every(({ ChangeSetName }) => ChangeSetName === name);

/**
 * Deletes an empty stack with its change sets. A change set with nested stacks is deleted first: CloudFormation then deletes the empty
 * stacks that it made for them too.
 */
export async function removeShell({ client, stack }: Wanted, token: string): Promise<void> {
  for (const { ChangeSetName: name = '' } of await changeSetsOf(client, stack)) {
    const changeSet = await peekAtChangeSet(client, stack, name);
    if (mayHaveNested(changeSet)) await deleteChangeSet(client, stack, name);
  }
  const state = await readStack(client, stack);
  if (state.condition === 'absent') return;
  if (state.condition !== 'empty') throw new Error(`${stack} is ${state.status}, and no longer empty`); // the next attempt looks again
  await deleteStack(client, { stack, state, token, which: ', which is empty,' });
}

const mayHaveNested = (changeSet: Awaited<ReturnType<typeof peekAtChangeSet>>): boolean =>
  changeSet === 'unread' ||
  changeSet?.NextToken !== undefined ||
  (changeSet?.Changes?.some(({ ResourceChange: row }) => row?.ResourceType === nestedStackType) ?? false);

async function changeSetsOf(client: CloudFormationClient, stack: string): Promise<ChangeSetSummary[]> {
  const found: ChangeSetSummary[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new ListChangeSetsCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    found.push(...(page.Summaries ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return found;
}
