import { notYet } from '../../../activities/attempt/not-yet';
import { deployLine, underWay } from '../builders/fakes';
import { aWorld } from '../builders/harness';
import { alphaStage, first, gammaStage } from '../builders/stages';
import { until } from '../builders/until';

describe('a change that is cancelled', () => {
  test.concurrent('R24: in the middle of a Region leaves every zone as it was, the one-box too', async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward api usw2-az2') await underWay();
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az2');
    await change.cancel();
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled in stage first, which was put back',
      left: [],
    });
    expect(world.deployed.slice(5)).toEqual([
      'back api usw2-az2',
      'back api usw2-az2 one-box',
      'back api usw2-az1',
      'back api usw2-az1 one-box',
      'back table us-west-2',
    ]);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [], ended: [{ kind: 'cancelled' }] });
    expect(await world.good('prod/us-west-2')).toBe('found-us-west-2');
  });

  test.concurrent('in alpha is put back, although a failed change would stay there', async () => {
    const world = await aWorld({
      test: async () => {
        await underWay();
        return { kind: 'passed' };
      },
    });
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    await world.begun('test alpha us-west-2');
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployed.slice(2)).toEqual(['back api usw2-az1', 'back table us-west-2']);
  });

  test.concurrent('in review ends there', async () => {
    const world = await aWorld({
      review: async () => {
        await underWay();
        return { kind: 'approved', commits: 1, authors: [] };
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('review from the beginning');
    await change.cancel();
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled while it is reviewed',
      left: [],
    });
    expect(world.acts).toEqual(['review from the beginning', 'notify cancelled']);
  });

  test.concurrent('at closed gates never asks for a lane', async () => {
    const world = await aWorld({
      gates: async () => {
        throw notYet('alarm errors is firing');
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('gates us-west-2');
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployed).toEqual([]);
  });

  test.concurrent('while it waits for a lane withdraws its request, and the holder goes on', async () => {
    let goesOn = false;
    const world = await aWorld({
      bake: async (plan, usual) => {
        await underWay(() => goesOn);
        return await usual(plan);
      },
    });
    const pipeline = world.pipeline({ stages: [first] });
    const holder = await world.merge(pipeline, 1);
    await world.begun('bake regional us-west-2');
    const waiter = await world.merge(pipeline, 2);
    await until('the second change waits', async () => (await world.traffic()).waiting.length === 1);
    await waiter.cancel();
    expect(await waiter.result()).toMatchObject({ kind: 'cancelled' });
    expect((await world.traffic()).waiting).toEqual([]);
    goesOn = true;
    expect(await holder.result()).toMatchObject({ kind: 'delivered' });
    expect(world.deployed).toHaveLength(5);
  });

  test.concurrent('while it goes back continues to go back, and ends as rolled back', async () => {
    let goesOn = false;
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'back api usw2-az1 one-box') await underWay(() => goesOn);
        return await usual(input);
      },
      bake: async (plan, usual) =>
        plan.of === 'oneBox' ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('back api usw2-az1 one-box');
    await change.cancel();
    goesOn = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired' });
    expect(world.deployed.slice(2)).toEqual(['back api usw2-az1 one-box', 'back table us-west-2']);
  });

  test.concurrent('between two stages keeps what is good, and ends', async () => {
    const world = await aWorld({
      gates: async (input, usual) => {
        if (input.places[0]?.targets[0]?.environment === 'prod') await underWay();
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [gammaStage, first] }));
    await world.begun('gates us-west-2', 2);
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled', left: [] });
    expect(world.deployed.filter((act) => act.startsWith('back'))).toEqual([]);
  });
});
