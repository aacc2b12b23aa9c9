import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { ApplicationFailure } from '@temporalio/common';
import { sortReason } from '../../../attempt/answers/sort-answer';
import { failure, personNeeded, retryableFailure } from '../../../attempt/failure';
import { computedChangeSet } from '../change-set/read';
import { isMissingYet, isPassing } from './known-words';
import { detailsOf, pointsToEvents } from './operation-events';

/** The failure for a change set that CloudFormation could not compute. One whose reason passes by itself is tried again; one that a person can end waits for that, or goes back. */
export async function refusalOf(
  client: CloudFormationClient,
  stack: string,
  changeSet: DescribeChangeSetOutput,
): Promise<ApplicationFailure> {
  const reason = (await reasonsOf(client, changeSet)).join('; ');
  if (isPassing(reason)) return retryableFailure(`CloudFormation could not compute the change of ${stack} this time: ${reason}`);
  const { kind, because } = sortReason(reason);
  return kind === 'person' && !isMissingYet(reason) // what an earlier deployment may bring is judged by those who know of it
    ? personNeeded(`CloudFormation cannot compute the change of ${stack}: ${because}`)
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
