import { notYet } from '../../../activities/attempt/not-yet';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil, runUntilCancelled, unhealthyBake } from '../builders/answers';
import { regionRollback } from '../builders/call-lines';
import { alphaStage, first, gammaStage } from '../builders/stages';

describe('a change that is cancelled', () => {
  test.concurrent('R24: in the middle of a Region leaves every zone as it was, the one-box too', async () => {
    const world = await aWorld(beforeCall('forward api usw2-az2', runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('forward api usw2-az2');
    await change.cancel();
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled in stage first, which was rolled back',
      left: [],
    });
    expect(world.deployments.slice(5)).toEqual(regionRollback('us-west-2', 'usw2-az2', 'usw2-az1'));
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [], ended: [{ kind: 'cancelled' }] });
    expect(await world.good('prod/us-west-2')).toBe('found-us-west-2');
  });

  test.concurrent('in alpha is put back, although a failed change would stay there', async () => {
    const world = await aWorld(beforeCall('test alpha us-west-2', runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    await world.waitForCall('test alpha us-west-2');
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployments.slice(2)).toEqual(['back api usw2-az1', 'back table us-west-2']);
  });

  test.concurrent('in review ends there', async () => {
    const world = await aWorld(beforeCall('review from the beginning', runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('review from the beginning');
    await change.cancel();
    expect(await change.result()).toEqual({
      kind: 'cancelled',
      because: 'it was cancelled during: review',
      left: [],
    });
    expect(world.calls).toEqual(['review from the beginning', 'notify cancelled']);
  });

  test.concurrent('at closed gates never asks for a lane', async () => {
    const world = await aWorld({
      gates: async () => {
        throw notYet('alarm errors is firing');
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('gates us-west-2');
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployments).toEqual([]);
  });

  test.concurrent('while it waits for a lane withdraws its request, and the holder goes on', async () => {
    const bake = 'bake regional us-west-2';
    let mayContinue = false;
    const world = await aWorld(beforeCall(bake, () => runUntil(() => mayContinue)));
    const pipeline = world.pipeline({ stages: [first] });
    const holder = await world.merge(pipeline, 1);
    await world.waitForCall(bake);
    const waiter = await world.merge(pipeline, 2);
    await world.waitForRequest(waiter);
    await waiter.cancel();
    expect(await waiter.result()).toMatchObject({ kind: 'cancelled' });
    expect((await world.traffic()).waiting).toEqual([]);
    mayContinue = true;
    expect(await holder.result()).toMatchObject({ kind: 'delivered' });
    expect(world.deployments).toHaveLength(5);
  });

  test.concurrent('while it goes back continues to go back, and ends as rolled back', async () => {
    const rollback = 'back api usw2-az1 one-box';
    let mayContinue = false;
    const world = await aWorld({
      ...beforeCall(rollback, () => runUntil(() => mayContinue)),
      bake: unhealthyBake('oneBox'),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(rollback);
    await change.cancel();
    mayContinue = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired' });
    expect(world.deployments.slice(2)).toEqual([rollback, 'back table us-west-2']);
  });

  test.concurrent('between two stages keeps what is good, and ends', async () => {
    const world = await aWorld({
      gates: async (input, proceed) => {
        if (input.places[0]?.targets[0]?.environment === 'prod') await runUntilCancelled();
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [gammaStage, first] }));
    await world.waitForCall('gates us-west-2', 2);
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled', left: [] });
    expect(world.deployments.filter((line) => line.startsWith('back'))).toEqual([]);
  });
});
