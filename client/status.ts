import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Progress, progress } from '../workflows/messages';
import { serviceAttribute, stageAttribute, statusAttribute } from '../workflows/search-attributes';

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

/** How far one change is, told by the change itself; `undefined` where there is none of that id. A worker must run. */
export async function progressOf(client: Client, change: string): Promise<Progress | undefined> {
  try {
    return await client.workflow.getHandle(change).query(progress);
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    throw err;
  }
}
