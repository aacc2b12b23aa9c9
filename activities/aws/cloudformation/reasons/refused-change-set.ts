import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { ApplicationFailure } from '@temporalio/common';
import { failure, retryableFailure } from '../../../attempt/failure';
import { computedChangeSet } from '../change-set/read';
import { isPassing } from './known-words';
import { detailsOf, pointsToEvents } from './operation-events';

/** The failure for a change set that CloudFormation could not compute. One whose reason passes by itself is tried again. */
export async function refusalOf(
  client: CloudFormationClient,
  stack: string,
  changeSet: DescribeChangeSetOutput,
): Promise<ApplicationFailure> {
  const reason = (await reasonsOf(client, changeSet)).join('; ');
  return isPassing(reason)
    ? retryableFailure(`CloudFormation could not compute the change of ${stack} this time: ${reason}`)
    : failure(`CloudFormation refuses the change of ${stack}: ${reason}`);
}

/** The reason may be in a nested change set, which the root only names, or in the events of a validation or hook. */
async function reasonsOf(
  client: CloudFormationClient,
  { StatusReason, ChangeSetId }: DescribeChangeSetOutput,
  read: readonly string[] = [],
): Promise<string[]> {
  const own = StatusReason ?? 'without a reason';
  const nested = [...own.matchAll(/arn:[^\s,[\]]+:changeSet\/[^\s,:[\]]+/g)].map(([arn]) => arn);
  const unread = [...new Set(nested)].filter((arn) => arn !== ChangeSetId && !read.includes(arn));
  const below: string[] = [];
  for (const arn of unread) {
    const changeSet = await computedChangeSet(client, { name: arn });
    below.push(
      ...(await reasonsOf(client, changeSet, [...read, ...unread])).map((reason) => `${changeSet.StackName}: ${reason}`),
    );
  }
  const details = pointsToEvents(own) && ChangeSetId !== undefined ? await detailsOf(client, { ChangeSetName: ChangeSetId }) : [];
  return [own, ...below, ...details];
}
