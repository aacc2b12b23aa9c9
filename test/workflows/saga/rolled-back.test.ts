import { failure } from '../../../activities/attempt/failure';
import type { BakeOutcome, DeployInput } from '../../../activities/contract';
import { bakeLine, deployLine, releaseOf, underWay } from '../builders/fakes';
import { aWorld, commitOf } from '../builders/harness';
import { first, second } from '../builders/stages';

const unhealthy: BakeOutcome = { kind: 'unhealthy', because: 'alarm errors fired' };

describe('a wave that fails is rolled back', () => {
  test.concurrent('from the one-box of its first zone: nothing else ever ran the release', async () => {
    const world = await aWorld({
      bake: async (plan, usual) => (plan.of === 'oneBox' ? unhealthy : await usual(plan)),
    });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'first: alarm errors fired',
      stage: 'first',
      left: [],
    });
    expect(world.deployed).toEqual([
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
    const outcome = await world.play(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({
      kind: 'rolledBack',
      because: 'first: the bake was inconclusive: 3 of 100 requests seen',
    });
    expect(world.deployed).toEqual(['forward table us-west-2', 'back table us-west-2']);
  });

  test.concurrent('if a deployment fails for good; that target is undone too, because it may have started', async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward api usw2-az1') throw failure('the stack went back by itself');
        return await usual(input);
      },
    });
    const outcome = await world.play(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'first: the stack went back by itself' });
    expect(world.deployed.slice(2)).toEqual([
      'forward api usw2-az1',
      'back api usw2-az1',
      'back api usw2-az1 one-box',
      'back table us-west-2',
    ]);
  });

  test.concurrent('if an alarm fires while the fleet deploys: the deployment is stopped first', async () => {
    const stopped: string[] = [];
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward api usw2-az1') await underWay().finally(() => stopped.push(...world.deployed));
        return await usual(input);
      },
      watch: async (input, usual) => {
        if (world.acts.includes('forward api usw2-az1')) return { because: 'alarm latency fired' };
        return await usual(input);
      },
    });
    const outcome = await world.play(world.pipeline({ stages: [first] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'first: alarm latency fired' });
    expect(stopped.at(-1)).toBe('forward api usw2-az1');
    expect(world.deployed.slice(3)).toEqual(['back api usw2-az1', 'back api usw2-az1 one-box', 'back table us-west-2']);
  });

  test.concurrent('to what was good before, and lists what could not be put right', async () => {
    const back: DeployInput[] = [];
    const left = [{ what: 'a database that was made', action: 'delete it' }];
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (input.direction === 'forward') return await usual(input);
        back.push(input);
        return { touched: true, what: 'put back', left: input.target.component === 'table' ? left : [] };
      },
      bake: async (plan, usual) =>
        bakeLine(plan) === 'bake oneBox usw2-az2' && world.acts.length > 20 ? unhealthy : usual(plan),
    });
    const pipeline = world.pipeline({ stages: [first] });
    expect((await world.play(pipeline, 1)).kind).toBe('delivered');
    const change = await world.merge(pipeline, 2);
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left });
    const release = (number: number) => releaseOf(commitOf(number));
    expect(back).toHaveLength(4);
    for (const input of back) expect(input).toMatchObject({ change: change.workflowId, release: release(1), undoes: release(2) });
    expect(await world.good('prod/us-west-2')).toBe(release(1));
  });
});
