import {
  type CloudFormationClient,
  DescribeChangeSetCommand,
  type DescribeChangeSetOutput,
} from '@aws-sdk/client-cloudformation';
import { Context } from '@temporalio/activity';
import { beat } from '../../../attempt/heartbeats';
import { doesNotExist, isDenied } from '../stack';

/** Waits until CloudFormation has computed the changes of a change set, and reads all of them. `name` may be an ARN. */
export async function computedChangeSet(
  client: CloudFormationClient,
  { stack, name }: { readonly stack?: string; readonly name: string },
): Promise<DescribeChangeSetOutput> {
  const by = { ...(stack !== undefined && { StackName: stack }), ChangeSetName: name };
  for (let pollMs = 50; ; pollMs = Math.min(pollMs * 1.5, 5_000)) {
    const changeSet = await client.send(new DescribeChangeSetCommand(by));
    if (!isBeingComputed(changeSet)) return await withAllChanges(client, changeSet);
    beat('change set');
    await Context.current().sleep(pollMs);
  }
}

/** Whether CloudFormation has not yet told what a change set would do. */
export const isBeingComputed = ({ Status }: Pick<DescribeChangeSetOutput, 'Status'>): boolean =>
  Status === 'CREATE_PENDING' || Status === 'CREATE_IN_PROGRESS';

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

/** A change set as it is now, with the first page of its changes; `undefined` if it does not exist. */
export async function findChangeSet(
  client: CloudFormationClient,
  stack: string,
  name: string,
): Promise<DescribeChangeSetOutput | undefined> {
  try {
    return await client.send(new DescribeChangeSetCommand({ StackName: stack, ChangeSetName: name }));
  } catch (err) {
    if (doesNotExist(err) || (err instanceof Error && err.name === 'ChangeSetNotFoundException')) return undefined;
    throw err;
  }
}

/** The same; `unread` if the worker may not read it. For what must be deleted, whatever is in it. */
export const peekAtChangeSet = async (
  client: CloudFormationClient,
  stack: string,
  name: string,
): Promise<DescribeChangeSetOutput | undefined | 'unread'> =>
  await findChangeSet(client, stack, name).catch((err: unknown) => {
    if (isDenied(err)) return 'unread' as const;
    throw err;
  });

/** Whether a change set failed because nothing differs: CloudFormation has two sentences for it, and no code. */
export const hasNoChanges = ({ Status, StatusReason }: DescribeChangeSetOutput): boolean =>
  Status === 'FAILED' && /didn't contain changes|No updates are to be performed/.test(StatusReason ?? '');
