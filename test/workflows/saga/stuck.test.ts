import { failure } from '../../../activities/attempt/failure';
import { accept, acceptUpdate, cancelUpdate, retry, retryUpdate } from '../../../workflows/messages/commands';
import { statusAttribute } from '../../../workflows/messages/search-attributes';
import { aWorld } from '../builders/a-world';
import { beforeCall, failUntilFixed, runUntilCancelled, unhealthyBake } from '../builders/answers';
import { deployLine, regionRollback } from '../builders/call-lines';
import type { Answers } from '../builders/faked-activities';
import { rejectionOf } from '../builders/rejection-of';
import { first, second } from '../builders/stages';
import { until } from '../builders/until';

const wayBack = regionRollback('us-west-2', 'usw2-az1');

const ann = { by: 'ann', why: 'fixed the stack by hand' };

/** A wave whose zones are all unhealthy. The rollbacks of these targets fail until `cause.isFixed` is set. */
async function aWorldStuckAt(...rollbacks: string[]) {
  const cause = { isFixed: false };
  const notices: string[] = [];
  const answers: Answers = {
    ...beforeCall(rollbacks, failUntilFixed(cause)),
    bake: unhealthyBake('zone'),
    notify: async ({ subject, text }) => void (subject === 'stuck' && notices.push(text)),
  };
  return { world: await aWorld(answers), cause, notices };
}

describe('a way back that fails', () => {
  test.concurrent('R10: is stuck: people are notified, the change shows it, older steps stay, the lane is held; `retry` goes on', async () => {
    const { world, cause, notices } = await aWorldStuckAt('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    const at = `${change.workflowId}/first/us-west-2/usw2-az1`;
    expect((await world.progress(change)).stuck).toEqual([
      { at, what: expect.stringMatching(/^put .*-api-usw2-az1 back$/), because: 'UPDATE_ROLLBACK_FAILED' },
    ]);
    expect((await change.describe()).typedSearchAttributes.get(statusAttribute)).toBe('stuck');
    await until('a person is notified', () => notices.length > 0); // by an activity of the zone; the change may learn of it first
    expect(notices[0]).toMatch(
      /^cannot put .*-api-usw2-az1 back: UPDATE_ROLLBACK_FAILED\. Fix the cause, then run `slipway retry /,
    );
    expect(notices[0]).toContain(`to the workflow ${at}`);
    expect(await world.traffic()).toMatchObject({ holders: { 'prod/us-west-2': { change: change.workflowId } } });

    expect(await change.executeUpdate(retryUpdate, { args: [ann] })).toEqual({
      message: expect.stringMatching(/^tries again: put .*-api-usw2-az1 back$/),
    }); // too early
    await until('a person is notified again', () => notices.length === 2);
    expect(world.deployments.slice(3)).toEqual(['back api usw2-az1', 'back api usw2-az1']);

    cause.isFixed = true;
    await world.waitForStuck(change);
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired', left: [] });
    expect(world.deployments.slice(5)).toEqual(wayBack);
    const { stuck, decisions } = await world.progress(change);
    expect(stuck).toEqual([]);
    expect(decisions).toMatchObject(
      [ann, ann].map((attribution) => ({ ...attribution, what: expect.stringMatching(/^retry: put /) })),
    );
    expect((await change.describe()).typedSearchAttributes.get(statusAttribute)).toBe('rolledBack');
  });

  test.concurrent('R10: goes on without the step after a person accepted what is there, and lists it at the end', async () => {
    const { world } = await aWorldStuckAt('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    await change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found' }] });
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'first: alarm errors fired',
      stage: 'first',
      left: [
        {
          what: expect.stringMatching(/-api-usw2-az1 back: ann accepted what runs there now, found \(fixed the stack by hand\)$/),
          action: expect.any(String),
        },
      ],
    });
    expect(world.deployments.slice(3)).toEqual(wayBack);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });

  test.concurrent('R10: takes the same commands as signals from the Web UI, and ignores malformed ones', async () => {
    const { world, cause } = await aWorldStuckAt('back api usw2-az1 one-box');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    for (const nonsense of [[], [null], ['retry'], [{ by: 'ann' }], [{ by: 7, why: 'fixed', release: 'the old one' }]])
      for (const signal of ['retry', 'accept', 'cancel', 'stuck', 'unstuck']) await change.signal(signal, ...nonsense);
    await world.waitForStuck(change);
    cause.isFixed = true;
    await change.signal(retry, ann);
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [] });
    expect((await world.progress(change)).decisions).toHaveLength(1);
  });

  test.concurrent('R10: refuses commands that fit no stuck step, with the reason', async () => {
    const { world, cause } = await aWorldStuckAt('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    expect([
      await rejectionOf(change.executeUpdate(retryUpdate, { args: [{ by: 'ann', why: ' ' }] })),
      await rejectionOf(change.executeUpdate(retryUpdate, { args: [{ ...ann, at: 'second' }] })),
      await rejectionOf(change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'the old one' }] })),
    ]).toEqual([
      '"why" is missing: give the reason, which is kept',
      `nothing is stuck at second: name one of ${change.workflowId}/first/us-west-2/usw2-az1`,
      expect.stringMatching(/^"the old one" is not a release/),
    ]);
    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [{ ...ann, at: 'first/us-west-2/usw2-az1' }] });
    await change.result();
  });

  test.concurrent('R10: in two Regions at once needs one command to retry, and two to accept', async () => {
    const rollbacks = ['back api euw1-az1', 'back api use1-az1'];
    const { world, cause } = await aWorldStuckAt(...rollbacks);
    const change = await world.merge(world.pipeline({ stages: [second] }));
    for (const rollback of rollbacks) await world.waitForCall(rollback);
    await world.waitForStuck(change, 2);
    await expect(change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found' }] })).rejects.toMatchObject({
      cause: {
        message: expect.stringMatching(
          /^more than one step is stuck: name one of .*euw1-az1, .*use1-az1$|^more than .*use1-az1, .*euw1-az1$/,
        ),
      },
    });
    await change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found', at: 'euw1-az1' }] });
    await world.waitForStuck(change, 1);
    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [{ what: expect.stringContaining('euw1-az1') }] });
  });

  test.concurrent('R10: is stuck also in a zone that its Region puts back', async () => {
    const cause = { isFixed: false };
    const world = await aWorld({
      ...beforeCall('back api usw2-az2 one-box', failUntilFixed(cause)),
      bake: unhealthyBake('region'),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall('notify stuck');
    expect(world.deployments.slice(5)).toEqual(['back api usw2-az2', 'back api usw2-az2 one-box']);
    cause.isFixed = true;
    const region = world.level(change, 'first/us-west-2');
    await region.signal('retry'); // typed in a hurry, to the level itself
    expect(await change.result()).toMatchObject({ kind: 'rolledBack' });
    expect(world.deployments.slice(9)).toEqual(wayBack);
  });

  test.concurrent('R10: takes a command itself if its change was terminated', async () => {
    const { world } = await aWorldStuckAt('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    await change.terminate();
    const zone = world.level(change, 'first/us-west-2/usw2-az1');
    await zone.signal(accept, { ...ann, release: 'found' });
    expect(await world.level(change, 'first').result()).toMatchObject({
      kind: 'rolledBack',
      left: [{ what: expect.stringContaining('ann accepted') }],
    });
    expect(world.deployments.slice(3)).toEqual(wayBack);
  });

  test.concurrent('R10: is not stopped by a cancellation, and still waits for a person', async () => {
    const { world, cause } = await aWorldStuckAt('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForStuck(change);
    expect(await change.executeUpdate(cancelUpdate, { args: [ann] })).toEqual({
      message: 'it is going back already, and continues',
    });
    expect((await world.progress(change)).stuck).toHaveLength(1);
    cause.isFixed = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired' });
  });
});

describe('a level that vanishes', () => {
  const fleet = 'forward api usw2-az1';

  test.concurrent('a zone that is terminated by hand is put back by its Region, after a person looked', async () => {
    const world = await aWorld(beforeCall(fleet, runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(fleet);
    await world.level(change, 'first/us-west-2/usw2-az1').terminate();
    await world.waitForCall('notify stuck');
    expect(world.deployments.slice(3)).toEqual([]);
    const region = world.level(change, 'first/us-west-2');
    await region.signal(retry, { by: 'ann', why: 'none of its workflows is open' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', stage: 'first' });
    expect(world.deployments.slice(3)).toEqual(wayBack);
  });

  test.concurrent('a change that is terminated leaves nothing running: the levels below it put themselves back', async () => {
    const world = await aWorld(beforeCall(fleet, runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(fleet);
    await change.terminate();
    expect(await world.level(change, 'first').result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployments.slice(3)).toEqual(wayBack);
    expect((await world.traffic()).holders).toHaveProperty(['prod/us-west-2']); // so no other change enters it
  });

  test.concurrent('a stage that is terminated leaves its change stuck: on `retry` the change puts everything back, as often as it takes', async () => {
    let isMoving = false;
    const world = await aWorld({
      deploy: async (input, proceed) => {
        if (deployLine(input) === fleet) await runUntilCancelled();
        if (isMoving && deployLine(input) === 'back api usw2-az1') throw failure('still moving');
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(fleet);
    const region = world.level(change, 'first/us-west-2');
    await world.level(change, 'first').terminate();
    await region.result();
    await world.waitForCall('notify stuck');
    expect(world.deployments.slice(3)).toEqual(wayBack);
    isMoving = true;

    await change.signal(retry, { by: 'ann', why: 'the Region has answered' });
    await world.waitForCall('notify stuck', 2);
    expect((await world.traffic()).holders).toHaveProperty(['prod/us-west-2']);
    isMoving = false;
    await change.signal(retry, { by: 'ann', why: 'it does not move any more' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: expect.stringContaining('without an answer') });
    expect(world.deployments.slice(-5)).toEqual(['back api usw2-az2', 'back api usw2-az2 one-box', ...wayBack]);
    expect((await world.traffic()).holders).toEqual({});
  });
});
