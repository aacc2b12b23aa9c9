import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { type Progress, progress, progressMemo } from '../../workflows/messages/messages';
import { serviceAttribute, stageAttribute, statusAttribute } from '../../workflows/messages/search-attributes';
import { answerTimeoutMs, isTimeout, noWorkerAnswers } from './unanswered';

/** A change as the server's index knows it. */
export interface ChangeLine {
  readonly change: string;
  readonly service: string;
  /** The stage that it entered last. */
  readonly stage?: string;
  /** `under way`, `waits for approval`, `stuck`, or how it ended. */
  readonly status: string;
  /** When its newest run began: for the stage that it is in. */
  readonly since: string;
}

/** The newest changes, newest first. */
export async function recentChanges(client: Client, count: number): Promise<ChangeLine[]> {
  const lines: ChangeLine[] = [];
  for await (const { workflowId, typedSearchAttributes, status, startTime } of client.workflow.list({
    query: "WorkflowType = 'change' AND ExecutionStatus != 'ContinuedAsNew'", // the newest run of each speaks for it
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
  return lines.sort((one, other) => other.since.localeCompare(one.since)); // the server's order is by when it heard of them
}

/**
 * How far one change is; `undefined` where there is none of that id. What has ended left it in its memo; what is open is asked, and
 * rejects where no worker of its version answers.
 */
export async function progressOf(client: Client, change: string, withinMs = answerTimeoutMs): Promise<Progress | undefined> {
  const workflow = client.workflow.getHandle(change);
  try {
    const { type, memo } = await workflow.describe();
    if (type !== 'change') return undefined;
    const kept = keptProgress.safeParse(memo?.[progressMemo]);
    if (kept.success) return kept.data;
    return await client.withDeadline(Date.now() + withinMs, () => workflow.query(progress));
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    if (!isTimeout(err)) throw err;
    throw noWorkerAnswers(change);
  }
}

/** How a change has ended, as it kept it itself; `undefined` where it is open, or there is none. */
export async function outcomeOf(client: Client, change: string): Promise<ChangeOutcome | undefined> {
  try {
    const { memo } = await client.workflow.getHandle(change).describe();
    return keptProgress.safeParse(memo?.[progressMemo]).data?.outcome;
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    throw err;
  }
}

/** Written by the change itself; another memo of that name would lack these. */
const keptProgress = z.custom<Progress>(
  (value) =>
    z
      .looseObject({ change: z.string(), doing: z.string(), stages: z.array(z.looseObject({ name: z.string() })) })
      .safeParse(value).success,
);
