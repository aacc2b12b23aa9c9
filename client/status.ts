import { type Client, isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { type Progress, progress } from '../workflows/messages';
import { serviceAttribute, stageAttribute, statusAttribute } from '../workflows/search-attributes';
import { Refusal } from './cli/refusal';

/** A change as the server's index knows it. */
export interface ChangeLine {
  readonly change: string;
  readonly service: string;
  /** The stage that it entered last. */
  readonly stage?: string;
  /** `under way`, or how it ended. */
  readonly status: string;
  readonly since: string;
}

/** The newest changes, newest first. */
export async function recentChanges(client: Client, count: number): Promise<ChangeLine[]> {
  const lines: ChangeLine[] = [];
  for await (const { workflowId, typedSearchAttributes, status, startTime } of client.workflow.list({
    query: "WorkflowType = 'change'",
    pageSize: count,
  })) {
    const stage = typedSearchAttributes.get(stageAttribute);
    lines.push({
      change: workflowId,
      service: typedSearchAttributes.get(serviceAttribute) ?? '',
      ...(stage !== undefined && { stage }),
      status:
        status.name === 'TERMINATED' ? 'terminated' : (typedSearchAttributes.get(statusAttribute) ?? status.name.toLowerCase()),
      since: startTime.toISOString(),
    });
    if (lines.length === count) break;
  }
  return lines;
}

/**
 * A change is asked by way of a worker; where none runs the server would wait for half a minute. A worker that died just now is given up
 * by the server after ten seconds, and then another is asked.
 */
const answerWithinMs = 12_000;

/** How far one change is, told by the change itself; `undefined` where there is none of that id. Rejects where no worker answers. */
export async function progressOf(client: Client, change: string, withinMs = answerWithinMs): Promise<Progress | undefined> {
  const workflow = client.workflow.getHandle(change);
  try {
    if ((await workflow.describe()).type !== 'change') return undefined;
    return await client.withDeadline(Date.now() + withinMs, () => workflow.query(progress));
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    if (!isTooLate(err)) throw err;
    throw new Refusal(3, `nobody answers for ${change}: no worker runs, or none is free. Start one with: slipway worker`);
  }
}

/** gRPC's own numbers: which of the two it is depends on who notices first. */
const cancelled = 1;
const deadlineExceeded = 4;

const isTooLate = (err: unknown): boolean =>
  err instanceof ServiceError && isGrpcServiceError(err.cause) && [cancelled, deadlineExceeded].includes(err.cause.code);
