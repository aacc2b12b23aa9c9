import { setTimeout } from 'node:timers/promises';
import type { OpeningOutcome } from '../../../activities/contract';
import { readTree } from '../../../client/tree/read-tree';
import type { Windows } from '../../../pipeline/model/windows';
import { aWorld } from '../builders/a-world';
import { failWith, unhealthyBake } from '../builders/answers';
import { first, gammaStage } from '../builders/stages';
import { until } from '../builders/until';
import type { Change, World } from '../builders/world';

const windows: Windows = { timeZone: 'UTC', open: [{ days: ['tue'], from: '09:00', to: '16:00' }] };
const stage = { ...first, windows };
const because = 'waits for its window: opens Tue 09:00 UTC';
const closedFor = (ms: number): OpeningOutcome => ({ kind: 'closed', because, opensAtMs: Date.now() + ms });
const open: OpeningOutcome = { kind: 'open' };
const hour = 3_600_000;

/** The looks at the window and at the alarms before the stage. */
const looks = (world: World) => world.calls.filter((line) => line.startsWith('windows') || line.startsWith('gates'));
const looksToEnter = ['windows of UTC', 'gates us-west-2', 'windows of UTC', 'gates again us-west-2'];

const waitForClosedWindow = (world: World, change: Change) =>
  until('the change waits for its window', async () =>
    (await world.progress(change)).stages.some(({ standing, why }) => standing === 'waiting' && why === because),
  );

describe('a stage with windows', () => {
  test.concurrent('is waited for until it opens, and only then its alarms are checked; a stage without windows is entered at once', async () => {
    let isOpen = false;
    const world = await aWorld({ opening: async () => (isOpen ? open : closedFor(200)) });
    const change = await world.merge(world.pipeline({ stages: [gammaStage, stage] }));
    await waitForClosedWindow(world, change);
    expect(looks(world).filter((line) => line.startsWith('gates'))).toHaveLength(2); // those of gamma
    expect((await world.traffic()).waiting).toEqual([]);
    isOpen = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
    expect(looks(world).slice(-4)).toEqual(looksToEnter);
    expect((await world.progress(change)).stages.at(-1)).not.toHaveProperty('until');
  });

  test.concurrent('shows until when it waits, runs no activity meanwhile, and can be cancelled', async () => {
    const world = await aWorld({ opening: async () => closedFor(3 * hour) });
    const change = await world.merge(world.pipeline({ stages: [stage] }));
    await waitForClosedWindow(world, change);
    const tree = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(tree?.stages[0]).toMatchObject({ standing: 'waiting', why: `us-west-2; ${because}`, until: expect.any(String) });
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled', because: 'it was cancelled during: stage first, waiting' });
    expect(looks(world)).toEqual(['windows of UTC']);
    const after = await readTree(world.client, change.workflowId, () => new Date().toISOString());
    expect(after?.stages[0]?.why).toBe(`us-west-2; ${because}`);
  });

  test.concurrent('that closes during the wait for its lane gives the lane back untouched, and waits again', async () => {
    const answers = [open, closedFor(0), closedFor(0), open, open];
    const world = await aWorld({ opening: async () => answers.shift() ?? open });
    expect(await world.runChange(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'delivered' });
    expect(looks(world)).toEqual(['windows of UTC', 'gates us-west-2', 'windows of UTC', 'windows of UTC', ...looksToEnter]);
    expect(world.calls.indexOf('survey us-west-2')).toBeGreaterThan(world.calls.lastIndexOf('windows of UTC'));
    expect((await world.traffic()).holders).toEqual({});
  });

  test.concurrent('that closes in the middle stops nothing, not even the way back (I6)', async () => {
    const answers = [open, open];
    const world = await aWorld({
      opening: async () => answers.shift() ?? closedFor(hour),
      bake: unhealthyBake('region'),
    });
    expect(await world.runChange(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'rolledBack' });
    expect(looks(world)).toEqual(looksToEnter);
    expect(world.deployments.filter((line) => line.startsWith('back '))).toHaveLength(5);
  });

  test.concurrent('that never opens ends the change with the reason', async () => {
    const world = await aWorld({ opening: failWith('its windows never open: correct their hours, and merge again') });
    expect(await world.runChange(world.pipeline({ stages: [stage] }))).toEqual({
      kind: 'refused',
      because: 'its windows never open: correct their hours, and merge again',
      left: [],
    });
  });

  test.concurrent('is not entered on a late answer: it may have closed since', async () => {
    let count = 0;
    const world = await aWorld({
      opening: async () => {
        count += 1;
        if (count === 1) await setTimeout(10_500); // an answer counts for 10 s
        return open;
      },
    });
    expect(await world.runChange(world.pipeline({ stages: [stage] }))).toMatchObject({ kind: 'delivered' });
    expect(looks(world)).toEqual(['windows of UTC', ...looksToEnter]);
  });
});
