import { type CloudFormationClient, DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';

/** The events of the operation with this token, newest first; none if no such operation was ever started. */
export async function eventsOf(client: CloudFormationClient, stack: string, token: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new DescribeStackEventsCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    events.push(...(page.StackEvents ?? []).filter((event) => event.ClientRequestToken === token));
    next = page.NextToken;
  } while (next !== undefined);
  return events;
}

/** Whether an operation with this token was ever started on the stack. */
export const wasStarted = async (client: CloudFormationClient, stack: string, token: string): Promise<boolean> =>
  (await eventsOf(client, stack, token)).length > 0;

/** The first failure in an operation, in CloudFormation's words; later ones only follow from it. */
export async function firstFailure(client: CloudFormationClient, stack: string, token: string): Promise<string> {
  const events = await eventsOf(client, stack, token);
  const first = events.reverse().find((event) => event.ResourceStatus?.endsWith('_FAILED'));
  return first === undefined
    ? 'and no event says why'
    : `${first.LogicalResourceId} ${first.ResourceStatus}: ${first.ResourceStatusReason}`;
}
