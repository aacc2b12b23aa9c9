import { type CloudFormationClient, DescribeStackEventsCommand, type StackEvent } from '@aws-sdk/client-cloudformation';

/** Every event of a stack, newest first. `stack` is a name or an ARN. */
export async function stackEvents(client: CloudFormationClient, stack: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let next: string | undefined;
  do {
    const page = await client.send(
      new DescribeStackEventsCommand({ StackName: stack, ...(next !== undefined && { NextToken: next }) }),
    );
    events.push(...(page.StackEvents ?? []));
    next = page.NextToken;
  } while (next !== undefined);
  return events;
}

/** The events of the operation with this token, newest first; none if no such operation was ever started. */
export const eventsOf = async (client: CloudFormationClient, stack: string, token: string): Promise<StackEvent[]> =>
  (await stackEvents(client, stack)).filter((event) => event.ClientRequestToken === token);

/** The token, with a number at the end if an operation of that token was started: each try has its own, so that none is judged by the events of another. */
export async function unusedToken(client: CloudFormationClient, stack: string, token: string): Promise<string> {
  let unused = token;
  for (let number = 2; await wasStarted(client, stack, unused); number += 1) unused = `${token}-${number}`;
  return unused;
}

/** Whether an operation with this token was ever started on the stack. */
export const wasStarted = async (client: CloudFormationClient, stack: string, token: string): Promise<boolean> =>
  (await eventsOf(client, stack, token)).length > 0;
