import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { isUnreachable } from '../../client/temporal/unanswered';
import type { ChangeOutcome } from '../../pipeline/model/outcome';

/** After a push, the service may need up to half a minute to start the change. */
export const maxStartTries = 300;
export const startRetryMs = 100;

/** Waits until a change ends and returns its outcome. Survives a Temporal server that is down meanwhile. */
export async function waitForOutcome(client: Client, change: string): Promise<ChangeOutcome> {
  for (let notFound = 0; ; ) {
    try {
      return await client.workflow.getHandle<(input: unknown) => Promise<ChangeOutcome>>(change).result();
    } catch (err) {
      if (err instanceof WorkflowNotFoundError) notFound += 1;
      else if (!isUnreachable(err)) throw err;
      if (notFound === maxStartTries) throw err;
      await pause(startRetryMs);
    }
  }
}
