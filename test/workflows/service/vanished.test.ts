import { acceptLane, acceptLaneUpdate } from '../../../workflows/messages/commands';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil } from '../builders/answers';
import { rejectionOf } from '../builders/rejection-of';
import { first, second } from '../builders/stages';
import { until } from '../builders/until';
import type { World } from '../builders/world';

const ann = { by: 'ann', why: 'its stacks have the release before' };

const fleet = 'forward api usw2-az1';
const rollback = 'back api usw2-az1';

/** Accepts a lane. Returns why that was rejected; `accepted` if it was not. */
const acceptIn = (world: World, lane: string) =>
  rejectionOf(world.service.executeUpdate(acceptLaneUpdate, { args: [{ ...ann, lane }] }));

/** A world in which the fleet of the first zone deploys, and goes back, only when `zone.mayContinue` is set. */
async function aSlowWorld() {
  const zone = { mayContinue: false };
  return { zone, world: await aWorld(beforeCall([fleet, rollback], () => runUntil(() => zone.mayContinue))) };
}

describe('a change that is terminated', () => {
  test.concurrent('leaves its lane stuck: a person frees it, but not before the levels below have put themselves back', async () => {
    const { zone, world } = await aSlowWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.waitForCall(fleet);
    await one.terminate();
    const two = await world.merge(pipeline, 2);
    await world.waitForCall('notify stuck lane');
    expect(await world.traffic()).toMatchObject({
      stuck: { 'prod/us-west-2': { change: one.workflowId, because: expect.stringContaining('ended without reporting it') } },
      living: [{ id: two.workflowId }],
      ended: [{ id: one.workflowId, kind: 'vanished' }],
    });

    await world.waitForCall(rollback);
    expect(await acceptIn(world, 'prod/us-west-2')).toMatch(
      /first\/us-west-2\/usw2-az1 are still open and may act in prod\/us-west-2/,
    );
    await world.service.signal(acceptLane, { ...ann, lane: 'prod/us-west-2' }); // a signal has no reply, and frees nothing either
    expect((await world.traffic()).stuck).toHaveProperty(['prod/us-west-2']);
    zone.mayContinue = true;
    expect(await world.level(one, 'first').result()).toMatchObject({ kind: 'cancelled' });

    await until('the lane is free', async () => (await acceptIn(world, 'prod/us-west-2')) === 'accepted');
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(await world.traffic()).toMatchObject({
      stuck: {},
      holders: {},
      accepted: [{ ...ann, lane: 'prod/us-west-2', change: one.workflowId }],
    });
  });

  test.concurrent('is noticed also if another change waited before', async () => {
    const { world } = await aSlowWorld();
    const pipeline = world.pipeline({ stages: [second] });
    const one = await world.merge(world.pipeline({ stages: [first, second] }), 1);
    await world.waitForCall(fleet);
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    expect((await world.traffic()).waiting[0]?.change).toBe(two.workflowId); // behind the older change, although nobody holds its lanes
    await one.terminate();
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(Object.keys((await world.traffic()).stuck)).toEqual(['prod/us-west-2']);
  });

  test.concurrent('while it waits for a lane leaves nothing behind', async () => {
    const { zone, world } = await aSlowWorld();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.waitForCall(fleet);
    const two = await world.merge(pipeline, 2);
    await world.waitForRequest(two);
    await two.terminate();
    const three = await world.merge(pipeline, 3);
    await until('it is noticed', async () => (await world.traffic()).ended.some(({ id }) => id === two.workflowId));
    zone.mayContinue = true;
    expect([(await one.result()).kind, (await three.result()).kind]).toEqual(['delivered', 'delivered']);
    expect((await world.traffic()).stuck).toEqual({});
  });
});

describe('a lane that is not stuck', () => {
  test.concurrent('is not freed by any command', async () => {
    const { zone, world } = await aSlowWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(fleet);
    expect([
      await acceptIn(world, 'prod/us-west-2'),
      await acceptIn(world, 'prod/eu-west-1'),
      await rejectionOf(
        world.service.executeUpdate(acceptLaneUpdate, { args: [{ by: 'ann', why: '', lane: 'prod/us-west-2' }] }),
      ),
    ]).toEqual([
      `prod/us-west-2 is not stuck, ${change.workflowId} holds it and is open: to stop it, run slipway cancel ${change.workflowId}`,
      'prod/eu-west-1 is not stuck, and no change holds it',
      '"why" is missing: give the reason, which is kept',
    ]);
    zone.mayContinue = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });
});
