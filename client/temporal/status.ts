import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import { type Progress, progress, progressMemo } from '../../workflows/messages/progress';
import { serviceAttribute, stageAttribute, statusAttribute } from '../../workflows/messages/search-attributes';
import { Refusal } from '../refusal';
import { answerTimeoutMs, isTimeout, noWorkerAnswers } from './unanswered';

/** A change in the index of the Temporal server. */
export interface ChangeLine {
  readonly change: string;
  readonly service: string;
  /** The stage that it entered last. */
  readonly stage?: string;
  /** `under way`, `waits for approval`, `stuck`, or how it ended. */
  readonly status: string;
  /** When its newest run began, which is when it entered its stage. ISO 8601. */
  readonly since: string;
}

/** The newest changes, newest first. */
export async function recentChanges(client: Client, count: number): Promise<ChangeLine[]> {
  const lines: ChangeLine[] = [];
  for await (const { workflowId, typedSearchAttributes, status, startTime } of client.workflow.list({
    query: "WorkflowType = 'change' AND ExecutionStatus != 'ContinuedAsNew'", // only the newest run of each change
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
  return lines.sort((one, other) => other.since.localeCompare(one.since)); // the server orders by when it indexed them
}

/**
 * How far one change is; `undefined` if there is no change of that id. An ended change left it in its memo; an open one is queried, which
 * rejects if no worker of its version answers.
 */
export async function progressOf(client: Client, change: string, withinMs = answerTimeoutMs): Promise<Progress | undefined> {
  const workflow = client.workflow.getHandle(change);
  try {
    const { type, memo } = await workflow.describe();
    if (type !== 'change') return undefined;
    const kept = keptProgress.safeParse(memo?.[progressMemo]);
    if (kept.success) return kept.data;
    return readable(await client.withDeadline(Date.now() + withinMs, () => workflow.query(progress)), change);
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    if (!isTimeout(err)) throw err;
    throw noWorkerAnswers(change);
  }
}

/** How a change ended, from its memo; `undefined` if it is open, or does not exist. */
export async function outcomeOf(client: Client, change: string): Promise<ChangeOutcome | undefined> {
  try {
    const { memo } = await client.workflow.getHandle(change).describe();
    return keptProgress.safeParse(memo?.[progressMemo]).data?.outcome;
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    throw err;
  }
}

/** The change wrote it itself; the check is for a memo of the same name by somebody else. */
const keptProgress = z.custom<Progress>(
  (value) =>
    z
      .looseObject({
        change: z.string(),
        doing: z.string(),
        stages: z.array(z.looseObject({ name: z.string(), standing: z.string(), why: z.string() })),
      })
      .safeParse(value).success,
);

/** The workers of an older version answer in a shape that this one does not know. */
function readable(answer: Progress, change: string): Progress {
  if (keptProgress.safeParse(answer).success) return answer;
  throw new Refusal(
    3,
    `${change} was started by an older version of Slipway, which this one cannot read: see it in the Temporal Web UI`,
  );
}
