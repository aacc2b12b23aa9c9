import { setTimeout } from 'node:timers/promises';
import { failure } from '../../../activities/attempt/failure';
import type { OpeningOutcome } from '../../../activities/contract';
import { readTree } from '../../../client/tree/read-tree';
import type { Windows } from '../../../pipeline/model/windows';
import { aWorld, type World } from '../builders/harness';
import { first, gammaStage } from '../builders/stages';
import { until } from '../builders/until';

const windows: Windows = { timeZone: 'UTC', open: [{ days: ['tue'], from: '09:00', to: '16:00' }] };
const stage = { ...first, windows };
const because = 'waits for its window: opens Tue 09:00 UTC';
const closedFor = (ms: number): OpeningOutcome => ({ kind: 'closed', because, opensAtMs: Date.now() + ms });
const open: OpeningOutcome = { kind: 'open' };
const hour = 3_600_000;

const ofTheGates = (world: World) => world.acts.filter((act) => act.startsWith('windows') || act.startsWith('gates'));
const once = ['windows of UTC', 'gates us-west-2', 'windows of UTC', 'gates again us-west-2'];
const isWaiting = (world: World, change: { workflowId: string }) => async () =>
  (await world.progress(change)).stages.some((stage) => stage.standing === 'waiting' && stage.why === because);

describe('a stage with windows', () => {
  test.concurrent('is waited for until it opens, and only then its alarms are checked; a stage without windows is entered at once', async () => {
    let isOpen = false;
    const world = await aWorld({ opening: async () => (isOpen ? open : closedFor(200)) });
    const change = await world.merge(world.pipeline({ stages: [gammaStage, stage] }));
    await until('it waits for its window', isWaiting(world, change));
    expect(ofTheGates(world).filter((act) => act.startsWith('gates'))).toHaveLength(2); // those of gamma
    expect((await world.traffic()).waiting).toEqual([]);
    isOpen = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(ofTheGates(world).slice(-4)).toEqual(once);
    expect((await world.progress(change)).stages.at(-1)).not.toHaveProperty('until');
  });

  test.concurrent('shows until when it waits, runs no activity meanwhile, and can be cancelled', async () => {
    const world = await aWorld({ opening: async () => closedFor(3 * hour) });
    const change = await world.merge(world.pipeline({ stages: [stage] }));
    await until('it waits for its window', isWaiting(world, change));
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(tree?.stages[0]).toMatchObject({ standing: 'waiting', why: `us-west-2; ${because}`, until: expect.any(String) });
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled', because: 'it was cancelled while stage first is waiting' });
    expect(ofTheGates(world)).toEqual(['windows of UTC']);
    const after = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(after?.stages[0]?.why).toBe(`us-west-2; ${because}`);
  });

  test.concurrent('that closes during the wait for its lane gives the lane back untouched, and waits again', async () => {
    const answers = [open, closedFor(0), closedFor(0), open, open];
    const world = await aWorld({ opening: async () => answers.shift() ?? open });
    expect(await world.play(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'delivered' });
    expect(ofTheGates(world)).toEqual(['windows of UTC', 'gates us-west-2', 'windows of UTC', 'windows of UTC', ...once]);
    expect(world.acts.indexOf('survey us-west-2')).toBeGreaterThan(world.acts.lastIndexOf('windows of UTC'));
    expect((await world.traffic()).holders).toEqual({});
  });

  test.concurrent('that closes in the middle stops nothing, not even the way back (I6)', async () => {
    const answers = [open, open];
    const world = await aWorld({
      opening: async () => answers.shift() ?? closedFor(hour),
      bake: async (plan, usual) =>
        plan.of === 'region' ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan),
    });
    expect(await world.play(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'rolledBack' });
    expect(ofTheGates(world)).toEqual(once);
    expect(world.deployed.filter((act) => act.startsWith('back '))).toHaveLength(5);
  });

  test.concurrent('that never opens ends the change with the reason', async () => {
    const world = await aWorld({
      opening: async () => {
        throw failure('its windows never open: correct their hours, and merge again');
      },
    });
    expect(await world.play(world.pipeline({ stages: [stage] }))).toEqual({
      kind: 'refused',
      because: 'its windows never open: correct their hours, and merge again',
      left: [],
    });
  });

  test.concurrent('is not entered on a late answer: it may have closed since', async () => {
    let asked = 0;
    const world = await aWorld({
      opening: async () => {
        asked += 1;
        if (asked === 1) await setTimeout(10_500);
        return open;
      },
    });
    expect(await world.play(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'delivered' });
    expect(ofTheGates(world)).toEqual(['windows of UTC', ...once]);
  });
});
