import { acceptLane, acceptLaneUpdate } from '../../../workflows/messages/commands';
import { deployLine, underWay } from '../builders/fakes';
import { aWorld, type World } from '../builders/harness';
import { first, second } from '../builders/stages';
import { until } from '../builders/until';

const ann = { by: 'ann', why: 'its stacks carry the release before' };

const accepted = (world: World, lane: string) => world.service.executeUpdate(acceptLaneUpdate, { args: [{ ...ann, lane }] });

const refusal = async (asking: Promise<unknown>): Promise<string> =>
  await asking.then(
    () => 'it was taken',
    (err: Error) => (err.cause instanceof Error ? err.cause.message : String(err)),
  );

/** A world in which the way back of the first zone goes on only when it is told. */
async function slowBack() {
  const slow = { goesOn: false };
  const world = await aWorld({
    deploy: async (input, usual) => {
      if (deployLine(input) === 'forward api usw2-az1') await underWay(() => slow.goesOn);
      if (deployLine(input) === 'back api usw2-az1') await underWay(() => slow.goesOn);
      return await usual(input);
    },
  });
  return { slow, world };
}

describe('a change that is terminated', () => {
  test.concurrent('leaves its lane stuck: a person frees it, but not before the levels below have put themselves back', async () => {
    const { slow, world } = await slowBack();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.begun('forward api usw2-az1');
    await one.terminate();
    const two = await world.merge(pipeline, 2);
    await world.begun('notify stuck lane');
    expect(await world.traffic()).toMatchObject({
      stuck: { 'prod/us-west-2': { change: one.workflowId, because: expect.stringContaining('ended without reporting it') } },
      living: [{ id: two.workflowId }],
      ended: [{ id: one.workflowId, kind: 'vanished' }],
    });

    await world.begun('back api usw2-az1');
    expect(await refusal(accepted(world, 'prod/us-west-2'))).toMatch(
      /first\/us-west-2\/usw2-az1 are still open and may act in prod\/us-west-2/,
    );
    await world.service.signal(acceptLane, { ...ann, lane: 'prod/us-west-2' }); // cannot be answered, and frees nothing either
    expect((await world.traffic()).stuck).toHaveProperty(['prod/us-west-2']);
    slow.goesOn = true;
    expect(await world.client.workflow.getHandle(`${one.workflowId}/first`).result()).toMatchObject({ kind: 'cancelled' });

    await until('the lane is free', async () => (await refusal(accepted(world, 'prod/us-west-2'))) === 'it was taken');
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(await world.traffic()).toMatchObject({
      stuck: {},
      holders: {},
      accepted: [{ ...ann, lane: 'prod/us-west-2', change: one.workflowId }],
    });
  });

  test.concurrent('is noticed also if another change waited before', async () => {
    const { world } = await slowBack();
    const pipeline = world.pipeline({ stages: [second] });
    const one = await world.merge(world.pipeline({ stages: [first, second] }), 1);
    await world.begun('forward api usw2-az1');
    const two = await world.merge(pipeline, 2);
    await until('the second waits', async () => (await world.traffic()).waiting.length === 1);
    expect((await world.traffic()).waiting[0]?.change).toBe(two.workflowId); // behind its elder, in lanes that nobody holds
    await one.terminate();
    expect(await two.result()).toMatchObject({ kind: 'delivered' });
    expect(Object.keys((await world.traffic()).stuck)).toEqual(['prod/us-west-2']);
  });

  test.concurrent('while it waits for a lane leaves nothing behind', async () => {
    const { slow, world } = await slowBack();
    const pipeline = world.pipeline({ stages: [first] });
    const one = await world.merge(pipeline, 1);
    await world.begun('forward api usw2-az1');
    const two = await world.merge(pipeline, 2);
    await until('the second waits', async () => (await world.traffic()).waiting.length === 1);
    await two.terminate();
    const three = await world.merge(pipeline, 3);
    await until('it is noticed', async () => (await world.traffic()).ended.some(({ id }) => id === two.workflowId));
    slow.goesOn = true;
    expect([(await one.result()).kind, (await three.result()).kind]).toEqual(['delivered', 'delivered']);
    expect((await world.traffic()).stuck).toEqual({});
  });
});

describe('a lane that is not stuck', () => {
  test.concurrent('is not freed by any command', async () => {
    const { slow, world } = await slowBack();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az1');
    expect([
      await refusal(accepted(world, 'prod/us-west-2')),
      await refusal(accepted(world, 'prod/eu-west-1')),
      await refusal(world.service.executeUpdate(acceptLaneUpdate, { args: [{ by: 'ann', why: '', lane: 'prod/us-west-2' }] })),
    ]).toEqual([
      `prod/us-west-2 is not stuck, ${change.workflowId} holds it and is open: to stop it, run slipway cancel ${change.workflowId}`,
      'prod/eu-west-1 is not stuck, and no change holds it',
      '"why" is missing: give the reason, which is kept',
    ]);
    slow.goesOn = true;
    expect(await change.result()).toMatchObject({ kind: 'delivered' });
  });
});
