import { resolve } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils';
import { readPipeline } from '../../../client/read/load';
import { region, wave } from '../../../pipeline';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { cost } from '../../../pipeline/plan/cost';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { approveUpdate } from '../../../workflows/messages/commands';
import { aWorld } from '../builders/a-world';
import { first, gammaStage } from '../builders/stages';
import { until } from '../builders/until';
import type { World } from '../builders/world';

const lengthOf = ({ events }: History): number => events?.length ?? 0;

/** Counts the events of a workflow, of its earlier runs, and of all workflows below it. */
async function countEvents(world: World, workflowId: string, runId?: string): Promise<number> {
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const events = history.events ?? [];
  const earlierRun = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  const children = events.flatMap(({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId ?? []);
  const below = await Promise.all(children.map((child) => countEvents(world, child)));
  return (
    lengthOf(history) +
    (earlierRun ? await countEvents(world, workflowId, earlierRun) : 0) +
    below.reduce((sum, count) => sum + count, 0)
  );
}

/** Runs a change, and counts the events that it adds to all histories. */
async function measure(world: World, pipeline: Pipeline, number: number, meanwhile = async (_: string) => {}): Promise<number> {
  const before = number === 1 ? 1 : lengthOf(await world.service.fetchHistory()); // without the event that starts the service
  const change = await world.merge(pipeline, number);
  await meanwhile(change.workflowId);
  expect(await change.result()).toMatchObject({ kind: 'delivered' });
  return (await countEvents(world, change.workflowId)) + lengthOf(await world.service.fetchHistory()) - before;
}

/** Whether a prediction is wrong by at most a tenth. */
const isClose = (predicted: number, measured: number) => Math.abs(predicted - measured) <= 0.1 * measured;

describe('the number of events that a plan predicts for a change', () => {
  test('is within a tenth of the measured one in the demo’s first story, which does not touch the tables', async () => {
    const world = await aWorld({
      deploy: async ({ target }) => ({ touched: target.component !== 'table', what: 'looked', left: [] }),
    });
    const read = await readPipeline(resolve(__dirname, '../../../examples/checkout/demo.pipeline.ts'));
    if (read.kind !== 'pipeline') throw new Error(JSON.stringify(read));
    const pipeline = { ...read.pipeline, name: world.name, service: world.name };
    const predict = (components: Set<string>) => cost(keepNeededBakes(plan(pipeline), components), components);

    const firstRun = await measure(world, pipeline, 1);
    const { events, eventsOfFirst } = predict(new Set(['api']));
    expect(isClose(events + eventsOfFirst, firstRun)).toBe(true);
    const secondRun = await measure(world, pipeline, 2);
    expect(isClose(events, secondRun)).toBe(true);
  });

  test('includes approvals, windows, and many Regions at once', async () => {
    const world = await aWorld();
    const regions = ['a', 'b', 'c', 'd', 'e'].map((letter) => region(`x${letter}-west-1`, [`x${letter}-az1`, `x${letter}-az2`]));
    const windows = { timeZone: 'UTC', open: [] };
    const approval = { approvers: ['ann', 'ben'], count: 2, expires: '1h' } as const;
    const pipeline = world.pipeline({
      stages: [gammaStage, { ...first, windows, approval }, wave('second', { account: '222222222222', regions })],
    });
    const all = cost(plan(pipeline), new Set(Object.keys(pipeline.components)));
    const measured = await measure(world, pipeline, 1, async (change) => {
      await until('it waits for approval', async () =>
        (await world.progress({ workflowId: change })).stages.some(({ why }) => why.startsWith('0 of 2 approvals')),
      );
      for (const by of ['ann', 'ben'])
        await world.client.workflow
          .getHandle(change)
          .executeUpdate(approveUpdate, { args: [{ stage: 'first', by, why: 'it is good' }] });
    });
    expect(isClose(all.events + all.eventsOfFirst, measured)).toBe(true);
  });
});
