import type { History } from '@temporalio/common/lib/proto-utils';
import { z } from 'zod';
import type { World } from '../workflows/builders/harness';
import type { Played } from './plays';
import type { Saved } from './saved';

/** The histories that a play made: one of each type and ending. */
export async function collect(play: string, { world, changes, serviceRun }: Played): Promise<Saved[]> {
  const found = new Map<string, Saved>();
  const service = await world.client.workflow.getHandle(world.service.workflowId, serviceRun).fetchHistory();
  for (const history of [service, ...(await Promise.all(changes.map((change) => tree(world, change)))).flat()]) {
    const name = `${typeOf(history)}.${endingOf(history)}.${play}`;
    if (!found.has(name)) found.set(name, { name, history });
  }
  return [...found.values()];
}

/** The histories of a workflow, of its runs before, and of all below them. */
async function tree(world: World, workflowId: string, runId?: string): Promise<History[]> {
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const before = eventsOf(history)[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  const children = eventsOf(history).flatMap(
    ({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId ?? [],
  );
  const below = await Promise.all(children.map((child) => tree(world, child)));
  return [history, ...(before ? await tree(world, workflowId, before) : []), ...below.flat()];
}

const eventsOf = (history: History) => history.events ?? [];

const typeOf = (history: History): string =>
  eventsOf(history)[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? 'nothing';

const outcome = z.object({ kind: z.string() });

/** The kind of its answer, or what else became of it. */
function endingOf(history: History): string {
  const last = eventsOf(history).at(-1);
  const answer = last?.workflowExecutionCompletedEventAttributes?.result?.payloads?.[0]?.data;
  if (answer != null) return outcome.parse(JSON.parse(Buffer.from(answer).toString())).kind;
  if (last?.workflowExecutionContinuedAsNewEventAttributes != null) return 'continuedAsNew';
  return last?.workflowExecutionTerminatedEventAttributes != null ? 'terminated' : 'open';
}
