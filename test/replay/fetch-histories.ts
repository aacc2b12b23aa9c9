import type { History } from '@temporalio/common/lib/proto-utils';
import { z } from 'zod';
import type { World } from '../workflows/builders/world';
import type { SavedHistory } from './history-files';
import type { FinishedScenario } from './scenarios/run-change';

/** Fetches the histories of a scenario: one of each workflow type and ending. */
export async function fetchHistories(scenario: string, finished: FinishedScenario): Promise<SavedHistory[]> {
  const { world, changes, serviceRun } = finished;
  const service = await world.client.workflow.getHandle(world.service.workflowId, serviceRun).fetchHistory();
  const below = await Promise.all(changes.map((change) => fetchTree(world, change)));
  const byName = new Map<string, SavedHistory>();
  for (const history of [service, ...below.flat()]) {
    const name = `${typeOf(history)}.${endingOf(history)}.${scenario}`;
    if (!byName.has(name)) byName.set(name, { name, history });
  }
  return [...byName.values()];
}

/** The histories of a workflow, of its earlier runs, and of all its descendants. */
async function fetchTree(world: World, workflowId: string, runId?: string): Promise<History[]> {
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const earlierRun = eventsOf(history)[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  const children = eventsOf(history).flatMap(
    ({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId ?? [],
  );
  const below = await Promise.all(children.map((child) => fetchTree(world, child)));
  return [history, ...(earlierRun ? await fetchTree(world, workflowId, earlierRun) : []), ...below.flat()];
}

const eventsOf = (history: History) => history.events ?? [];

const typeOf = (history: History): string =>
  eventsOf(history)[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? 'unknown';

const outcome = z.object({ kind: z.string() });

/** The kind of the workflow's outcome, or how else it ended. */
function endingOf(history: History): string {
  const last = eventsOf(history).at(-1);
  const result = last?.workflowExecutionCompletedEventAttributes?.result?.payloads?.[0]?.data;
  if (result != null) return outcome.parse(JSON.parse(Buffer.from(result).toString())).kind;
  if (last?.workflowExecutionContinuedAsNewEventAttributes != null) return 'continuedAsNew';
  return last?.workflowExecutionTerminatedEventAttributes != null ? 'terminated' : 'open';
}
