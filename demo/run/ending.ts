import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { isUnreachable } from '../../client/temporal/unanswered';
import type { ChangeOutcome } from '../../pipeline/model/outcome';

/** How many tenths of a second the service may take to start a change that it heard of. */
const mostTries = 300;

/** How a change ends, as it tells itself. A server that is away meanwhile is waited for. */
export async function endingOf(client: Client, change: string): Promise<ChangeOutcome> {
  for (let tries = 0; ; ) {
    try {
      return await client.workflow.getHandle<(input: unknown) => Promise<ChangeOutcome>>(change).result();
    } catch (err) {
      if (err instanceof WorkflowNotFoundError) tries += 1;
      else if (!isUnreachable(err)) throw err;
      if (tries === mostTries) throw err;
      await pause(100);
    }
  }
}
