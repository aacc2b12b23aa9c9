import type { CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { ApplicationFailure } from '@temporalio/common';
import { sortReason } from '../../../attempt/answers/sort-answer';
import { failure, personNeeded, retryableFailure } from '../../../attempt/failure';
import { computedChangeSet } from '../change-set/read';
import { doesNotExist, isDenied } from '../stack';
import { isMissingYet, isPassing } from './known-words';
import { detailsOf, pointsToEvents } from './operation-events';

/**
 * The failure for a change set that CloudFormation could not compute. If its reason passes by itself it is tried again; if a person can
 * remove it, a person is needed.
 */
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

/** If they cannot be read, it says so: the reason of the root is known already. */
async function reasonsWithin(client: CloudFormationClient, arn: string, read: readonly string[]): Promise<string[]> {
  try {
    const changeSet = await computedChangeSet(client, { name: arn });
    return (await reasonsOf(client, changeSet, read)).map((reason) => `${changeSet.StackName}: ${reason}`);
  } catch (err) {
    const isGone = err instanceof Error && err.name === 'ChangeSetNotFoundException';
    if (!isGone && !isDenied(err) && !doesNotExist(err)) throw err;
    return [`more is in ${arn}, which cannot be read: ${err instanceof Error ? err.message : String(err)}`];
  }
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
  for (const arn of unread) below.push(...(await reasonsWithin(client, arn, [...read, ...unread])));
  const details = pointsToEvents(own) && ChangeSetId !== undefined ? await detailsOf(client, { ChangeSetName: ChangeSetId }) : [];
  return [own, ...below, ...details];
}
