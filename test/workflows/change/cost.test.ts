import { resolve } from 'node:path';
import type { History } from '@temporalio/common/lib/proto-utils';
import { readPipeline } from '../../../client/read/load';
import { region, wave } from '../../../pipeline';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { cost } from '../../../pipeline/plan/cost';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { approveUpdate } from '../../../workflows/messages/commands';
import { aWorld, type World } from '../builders/harness';
import { first, gammaStage } from '../builders/stages';
import { until } from '../builders/until';

const describeDuration = ({ events }: History): number => events?.length ?? 0;

/** The events of a workflow, of its runs before, and of all below them. */
async function eventsOf(world: World, workflowId: string, runId?: string): Promise<number> {
  const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const events = history.events ?? [];
  const before = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  const children = events.flatMap(({ startChildWorkflowExecutionInitiatedEventAttributes: child }) => child?.workflowId ?? []);
  const below = await Promise.all(children.map((child) => eventsOf(world, child)));
  return (
    describeDuration(history) +
    (before ? await eventsOf(world, workflowId, before) : 0) +
    below.reduce((all, one) => all + one, 0)
  );
}

/** Plays a change, and counts what it wrote into all histories. */
async function counted(world: World, pipeline: Pipeline, number: number, meanwhile = async (_: string) => {}): Promise<number> {
  const before = number === 1 ? 1 : describeDuration(await world.service.fetchHistory()); // the service's own beginning is nobody's cost
  const change = await world.merge(pipeline, number);
  await meanwhile(change.workflowId);
  expect(await change.result()).toMatchObject({ kind: 'delivered' });
  return (await eventsOf(world, change.workflowId)) + describeDuration(await world.service.fetchHistory()) - before;
}

const within = (share: number, one: number, other: number) => Math.abs(one - other) <= share * other;

describe('what a plan says that a change costs in events', () => {
  test('is within a tenth of what the demo’s first story costs, which leaves the tables alone', async () => {
    const world = await aWorld({
      deploy: async ({ target }) => ({ touched: target.component !== 'table', what: 'looked', left: [] }),
    });
    const read = await readPipeline(resolve(__dirname, '../../../examples/checkout/demo.pipeline.ts'));
    if (read.kind !== 'pipeline') throw new Error(JSON.stringify(read));
    const pipeline = { ...read.pipeline, name: world.name, service: world.name };
    const planned = (components: Set<string>) => cost(keepNeededBakes(plan(pipeline), components), components);

    const firstRun = await counted(world, pipeline, 1);
    const { events, eventsOfFirst } = planned(new Set(['api']));
    expect(within(0.1, events + eventsOfFirst, firstRun)).toBe(true);
    const secondRun = await counted(world, pipeline, 2);
    expect(within(0.1, events, secondRun)).toBe(true);
  });

  test('counts approvals, windows, and many Regions at once', async () => {
    const world = await aWorld();
    const regions = ['a', 'b', 'c', 'd', 'e'].map((letter) => region(`x${letter}-west-1`, [`x${letter}-az1`, `x${letter}-az2`]));
    const windows = { timeZone: 'UTC', open: [] };
    const approval = { approvers: ['ann', 'ben'], count: 2, expires: '1h' } as const;
    const pipeline = world.pipeline({
      stages: [gammaStage, { ...first, windows, approval }, wave('second', { account: '222222222222', regions })],
    });
    const all = cost(plan(pipeline), new Set(Object.keys(pipeline.components)));
    const run = await counted(world, pipeline, 1, async (change) => {
      await until('it waits for people', async () =>
        (await world.progress({ workflowId: change })).stages.some(({ why }) => why.startsWith('0 of 2 approvals')),
      );
      for (const by of ['ann', 'ben'])
        await world.client.workflow
          .getHandle(change)
          .executeUpdate(approveUpdate, { args: [{ stage: 'first', by, why: 'it is good' }] });
    });
    expect(within(0.1, all.events + all.eventsOfFirst, run)).toBe(true);
  });
});
