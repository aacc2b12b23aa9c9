import { type CloudFormationClient, DescribeEventsCommand, type OperationEvent } from '@aws-sdk/client-cloudformation';
import { sortAnswer } from '../../../attempt/answers/sort-answer';
import { isDenied } from '../stack';

/**
 * The errors of validations and hooks that a reason only points to (`Call DescribeEvents to retrieve …`), of the newest operation; empty if
 * there are none. If they cannot be read, it says so: the reason itself is known already.
 */
export async function detailsOf(
  client: CloudFormationClient,
  of: { readonly StackName: string } | { readonly ChangeSetName: string },
): Promise<string[]> {
  try {
    const events: OperationEvent[] = [];
    let next: string | undefined;
    do {
      const page = await client.send(
        new DescribeEventsCommand({ ...of, Filters: { FailedEvents: true }, ...(next !== undefined && { NextToken: next }) }),
      );
      events.push(...(page.OperationEvents ?? []));
      next = page.NextToken;
    } while (next !== undefined);
    const newest = events.filter(({ OperationId }) => OperationId === events[0]?.OperationId);
    return [...new Set(newest.flatMap(describeEvent))];
  } catch (err) {
    const isRefused = isDenied(err) || (err instanceof Error && err.name === 'ValidationError');
    if (!(err instanceof Error) || !(isRefused || sortAnswer(err).kind !== 'again')) throw err; // a Region may not have the call yet
    return [`more is in its events, which cannot be read: ${err.message}`];
  }
}

/** Whether a reason only points to the events of its operation. */
export const pointsToEvents = (reason: string): boolean =>
  /DescribeEvents|EarlyValidation|validation (failed|failure)|hook/i.test(reason);

function describeEvent(event: OperationEvent): string[] {
  const reason = event.ValidationStatusReason ?? event.HookStatusReason;
  if (reason === undefined) return [];
  const place = event.ValidationPath ?? event.LogicalResourceId;
  const by = event.HookType === undefined ? '' : ` (${event.HookType})`;
  return [`${place === undefined ? '' : `${place}: `}${reason}${by}`];
}
