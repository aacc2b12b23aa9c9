import type { DeployInput } from '../../../activities/contract';
import { aWorld } from '../builders/a-world';
import { beforeCall, failWith, runUntil, runUntilCancelled, unhealthy, unhealthyBake } from '../builders/answers';
import { bakeLine, regionRollback } from '../builders/call-lines';
import { releaseOf } from '../builders/fakes';
import { first, second } from '../builders/stages';
import { commitOf } from '../builders/world';

describe('a wave that fails is rolled back', () => {
  test.concurrent('from the one-box of its first zone: nothing else ever ran the release', async () => {
    const world = await aWorld({ bake: unhealthyBake('oneBox') });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'first: alarm errors fired',
      stage: 'first',
      left: [],
    });
    expect(world.deployments).toEqual([
      'forward table us-west-2',
      'forward api usw2-az1 one-box',
      'back api usw2-az1 one-box',
      'back table us-west-2',
    ]);
    expect((await world.progress(change)).stages).toMatchObject([{ standing: 'put back' }, { standing: 'ahead' }]);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [], ended: [{ kind: 'rolledBack' }] });
  });

  test.concurrent('if a bake is inconclusive, with that reason', async () => {
    const world = await aWorld({ bake: async () => ({ kind: 'inconclusive', because: '3 of 100 requests seen' }) });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({
      kind: 'rolledBack',
      because: 'first: the bake was inconclusive: 3 of 100 requests seen',
    });
    expect(world.deployments).toEqual(['forward table us-west-2', 'back table us-west-2']);
  });

  test.concurrent('if a deployment fails for good; that target is undone too, because it may have started', async () => {
    const world = await aWorld(beforeCall('forward api usw2-az1', failWith('the stack went back by itself')));
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'first: the stack went back by itself' });
    expect(world.deployments.slice(2)).toEqual(['forward api usw2-az1', ...regionRollback('us-west-2', 'usw2-az1')]);
  });

  test.concurrent('if an alarm fires while the fleet deploys: the deployment is stopped first', async () => {
    const deployment = 'forward api usw2-az1';
    const deploymentsAtStop: string[] = [];
    const world = await aWorld({
      ...beforeCall(deployment, () => runUntilCancelled().finally(() => deploymentsAtStop.push(...world.deployments))),
      watch: async (input, proceed) => {
        if (world.calls.includes(deployment)) return { because: 'alarm latency fired' };
        return await proceed(input);
      },
    });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'first: alarm latency fired' });
    expect(deploymentsAtStop.at(-1)).toBe(deployment);
    expect(world.deployments.slice(3)).toEqual(regionRollback('us-west-2', 'usw2-az1'));
  });

  test.concurrent('to what was good before, and lists what could not be put back', async () => {
    const back: DeployInput[] = [];
    const left = [{ what: 'a database that was made', action: 'delete it' }];
    const world = await aWorld({
      deploy: async (input, proceed) => {
        if (input.direction === 'forward') return await proceed(input);
        back.push(input);
        return { touched: true, what: 'put back', left: input.target.component === 'table' ? left : [] };
      },
      bake: async (plan, proceed) =>
        bakeLine(plan) === 'bake oneBox usw2-az2' && world.calls.length > 20 ? unhealthy : proceed(plan),
    });
    const pipeline = world.pipeline({ stages: [first] });
    expect((await world.runChange(pipeline, 1)).kind).toBe('delivered');
    const change = await world.merge(pipeline, 2);
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left });
    const release = (number: number) => releaseOf(commitOf(number));
    expect(back).toHaveLength(4);
    for (const input of back) expect(input).toMatchObject({ change: change.workflowId, release: release(1), undoes: release(2) });
    expect(await world.good('prod/us-west-2')).toBe(release(1));
  });

  test.concurrent('if somebody sends it a malformed `failing` by hand: with a general reason, and nothing is blocked', async () => {
    let isSent = false;
    const world = await aWorld(beforeCall('forward api usw2-az1 one-box', () => runUntil(() => isSent)));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('forward api usw2-az1 one-box');
    for (const malformed of [{ because: 5 }, { because: {} }, null, 'stop']) {
      await change.signal('failing', malformed);
      await world.level(change, 'first/us-west-2').signal('failing', malformed);
    }
    isSent = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: a level below it failed' });
  });
});
