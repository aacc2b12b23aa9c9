/** How an activity tells its workflow that it fails again and again. Nothing here changes what becomes of the activity. */
import { Context } from '@temporalio/activity';
import type { Client, SignalDefinition } from '@temporalio/client';
import type { Recovery, Trouble } from '../../pipeline/model/trouble';
import { recovered, troubled } from '../../workflows/messages/trouble-messages';
import type { Pace, Streak } from './streak';

/** When and through which client workflows are told. */
export interface Telling {
  readonly temporal: Client;
  /** By default two minutes, and at most every ten. */
  readonly pace?: Pace;
}

export const usualPace: Pace = { afterMs: 2 * 60_000, againMs: 10 * 60_000 };

/** A Temporal that does not answer must not hold up the activity for long. */
const deadlineMs = 10_000;

/** Tells the workflow of this activity of a streak of errors. */
export async function tellTrouble(telling: Telling, doing: string, streak: Streak): Promise<void> {
  const { activityId: activity, activityType: name } = Context.current().info;
  const { errors, because } = streak;
  const times = { since: new Date(streak.sinceMs).toISOString(), last: new Date(streak.lastMs).toISOString() };
  await signal<Trouble>(telling, troubled, { activity, name, doing, because, errors, ...times });
}

/** Tells the workflow of this activity that it has no trouble any longer. */
export async function tellRecovery(telling: Telling): Promise<void> {
  await signal<Recovery>(telling, recovered, { activity: Context.current().info.activityId });
}

async function signal<M>({ temporal }: Telling, definition: SignalDefinition<[M]>, message: M): Promise<void> {
  const { info, log } = Context.current();
  if (info.workflowExecution === undefined) return;
  const { workflowId, runId } = info.workflowExecution; // of this run: a later one has other activities
  try {
    const workflow = temporal.workflow.getHandle(workflowId, runId);
    await temporal.withDeadline(Date.now() + deadlineMs, () => workflow.signal(definition, message));
  } catch (err) {
    log.warn(`${workflowId} could not be told “${definition.name}”: ${err instanceof Error ? err.message : String(err)}`);
  }
}
