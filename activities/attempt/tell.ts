/** How an activity tells its workflow that it fails again and again. Nothing here changes what becomes of the activity. */
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Recovery, Trouble } from '../../pipeline/model/trouble';
import { recovered, troubled } from '../../workflows/messages/trouble-messages';
import type { Pace, Streak } from './streak';

/** Sends a signal to one run of a workflow. Rejects if that does not take it. */
export type SendSignal = (to: Run, name: string, message: Trouble | Recovery) => Promise<void>;

interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/** When and how workflows are told. */
export interface Telling {
  readonly send: SendSignal;
  readonly pace?: Pace;
}

/** After two minutes of errors, and at most every ten. */
export const usualPace: Pace = { afterMs: 2 * 60_000, againMs: 10 * 60_000 };

/** A Temporal that does not answer must not hold up the activity for long. */
const deadlineMs = 10_000;

/** Sends signals through a client. Each call takes ten seconds at most. */
export const sendThrough =
  (temporal: Client): SendSignal =>
  async ({ workflowId, runId }, name, message) =>
    await temporal.withDeadline(Date.now() + deadlineMs, () =>
      temporal.workflow.getHandle(workflowId, runId).signal(name, message),
    );

/** Tells the workflow of this activity of a streak of errors. Answers whether that reached it. */
export async function tellTrouble({ send }: Telling, doing: string, streak: Streak): Promise<boolean> {
  const { activityId: activity, activityType: name } = Context.current().info;
  const { errors, because } = streak;
  const times = { since: new Date(streak.sinceMs).toISOString(), last: new Date(streak.lastMs).toISOString() };
  return await signal(send, troubled.name, { activity, name, doing, because, errors, ...times });
}

/** Tells the workflow of this activity that it has no trouble any longer. */
export async function tellRecovery({ send }: Telling): Promise<void> {
  await signal(send, recovered.name, { activity: Context.current().info.activityId });
}

async function signal(send: SendSignal, name: string, message: Trouble | Recovery): Promise<boolean> {
  const { info, log } = Context.current();
  if (info.workflowExecution === undefined) return false;
  try {
    await send(info.workflowExecution, name, message); // to this run: a later one has other activities
    return true;
  } catch (err) {
    log.warn(
      `${info.workflowExecution.workflowId} could not be told “${name}”: ${err instanceof Error ? err.message : String(err)}`,
    );
    return false;
  }
}
