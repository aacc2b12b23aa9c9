import { failure } from '../../../activities/attempt/failure';
import { accept, acceptUpdate, cancelUpdate, retry, retryUpdate } from '../../../workflows/messages/commands';
import { statusAttribute } from '../../../workflows/messages/search-attributes';
import { type Answers, deployLine, underWay } from '../builders/fakes';
import { aWorld } from '../builders/harness';
import { first, second } from '../builders/stages';
import { until } from '../builders/until';

const unhealthyZone: NonNullable<Answers['bake']> = async (plan, usual) =>
  plan.of === 'zone' ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan);

const wayBack = ['back api usw2-az1', 'back api usw2-az1 one-box', 'back table us-west-2'];

const ann = { by: 'ann', why: 'mended the stack by hand' };

/** A wave whose zones are all bad, and whose first zone cannot be put back until it is mended. */
async function stuckIn(...places: string[]) {
  const world = await aWorld({
    bake: unhealthyZone,
    deploy: async (input, usual) => {
      if (places.includes(deployLine(input)) && !mended.isIt) throw failure('UPDATE_ROLLBACK_FAILED');
      return await usual(input);
    },
    notify: async ({ subject, text }) => void (subject === 'stuck' && told.push(text)),
  });
  const mended = { isIt: false };
  const told: string[] = [];
  return { world, mended, told, untilStuck };

  async function untilStuck(change: { workflowId: string }, steps = 1) {
    await until('it shows that it is stuck', async () => ((await world.progress(change)).stuck ?? []).length === steps);
  }
}

describe('a way back that fails', () => {
  test.concurrent('R10: is stuck: people are notified, the change shows it, older steps stay, the lane is held; `retry` goes on', async () => {
    const { world, mended, told, untilStuck } = await stuckIn('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    const at = `${change.workflowId}/first/us-west-2/usw2-az1`;
    expect((await world.progress(change)).stuck).toEqual([
      { at, what: expect.stringMatching(/^put .*-api-usw2-az1 back$/), because: 'UPDATE_ROLLBACK_FAILED' },
    ]);
    expect((await change.describe()).typedSearchAttributes.get(statusAttribute)).toBe('stuck');
    await until('a person is told', () => told.length > 0); // by an activity of the level, whose change hears of it meanwhile
    expect(told[0]).toMatch(/^cannot put .*-api-usw2-az1 back: UPDATE_ROLLBACK_FAILED\. Fix the cause, then run `slipway retry /);
    expect(told[0]).toContain(`to the workflow ${at}`);
    expect(await world.traffic()).toMatchObject({ holders: { 'prod/us-west-2': { change: change.workflowId } } });

    expect(await change.executeUpdate(retryUpdate, { args: [ann] })).toEqual({
      message: expect.stringMatching(/^the way back goes on at: put .*-api-usw2-az1 back$/),
    }); // too early
    await until('a person is told again', () => told.length === 2);
    expect(world.deployed.slice(3)).toEqual(['back api usw2-az1', 'back api usw2-az1']);

    mended.isIt = true;
    await untilStuck(change);
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired', left: [] });
    expect(world.deployed.slice(5)).toEqual(wayBack);
    const { stuck, decisions } = await world.progress(change);
    expect(stuck).toEqual([]);
    expect(decisions).toMatchObject([ann, ann].map((word) => ({ ...word, what: expect.stringMatching(/^retry: put /) })));
    expect((await change.describe()).typedSearchAttributes.get(statusAttribute)).toBe('rolledBack');
  });

  test.concurrent('R10: goes on without the step after a person accepted what is there, and lists it at the end', async () => {
    const { world, untilStuck } = await stuckIn('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    await change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found' }] });
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'first: alarm errors fired',
      stage: 'first',
      left: [
        {
          what: expect.stringMatching(
            /-api-usw2-az1 back: ann accepted what runs there now, found \(mended the stack by hand\)$/,
          ),
          action: expect.any(String),
        },
      ],
    });
    expect(world.deployed.slice(3)).toEqual(wayBack);
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });

  test.concurrent('R10: takes the same commands as signals from the Web UI, and ignores malformed ones', async () => {
    const { world, mended, untilStuck } = await stuckIn('back api usw2-az1 one-box');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    for (const nonsense of [[], [null], ['retry'], [{ by: 'ann' }], [{ by: 7, why: 'mended', release: 'the old one' }]])
      for (const signal of ['retry', 'accept', 'cancel', 'stuck', 'goesOn']) await change.signal(signal, ...nonsense);
    await untilStuck(change);
    mended.isIt = true;
    await change.signal(retry, ann);
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [] });
    expect((await world.progress(change)).decisions).toHaveLength(1);
  });

  test.concurrent('R10: refuses commands that fit no stuck step, with the reason', async () => {
    const { world, mended, untilStuck } = await stuckIn('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    const refused = async (asking: Promise<unknown>) =>
      await asking.then(
        () => 'taken',
        (err: Error) => (err.cause instanceof Error ? err.cause.message : String(err)),
      );
    expect([
      await refused(change.executeUpdate(retryUpdate, { args: [{ by: 'ann', why: ' ' }] })),
      await refused(change.executeUpdate(retryUpdate, { args: [{ ...ann, at: 'second' }] })),
      await refused(change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'the old one' }] })),
    ]).toEqual([
      '"why" is missing: give the reason, which is kept',
      `nothing is stuck at second: name one of ${change.workflowId}/first/us-west-2/usw2-az1`,
      expect.stringMatching(/^"the old one" is not a release/),
    ]);
    mended.isIt = true;
    await change.executeUpdate(retryUpdate, { args: [{ ...ann, at: 'first/us-west-2/usw2-az1' }] });
    await change.result();
  });

  test.concurrent('R10: in two Regions at once needs one command to retry, and two to accept', async () => {
    const { world, mended, untilStuck } = await stuckIn('back api euw1-az1', 'back api use1-az1');
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await until('both were touched', () =>
      ['back api euw1-az1', 'back api use1-az1'].every((act) => world.deployed.includes(act)),
    );
    await untilStuck(change, 2);
    await expect(change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found' }] })).rejects.toMatchObject({
      cause: {
        message: expect.stringMatching(
          /^more than one step is stuck: name one of .*euw1-az1, .*use1-az1$|^more than .*use1-az1, .*euw1-az1$/,
        ),
      },
    });
    await change.executeUpdate(acceptUpdate, { args: [{ ...ann, release: 'found', at: 'euw1-az1' }] });
    await untilStuck(change, 1);
    mended.isIt = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', left: [{ what: expect.stringContaining('euw1-az1') }] });
  });

  test.concurrent('R10: is stuck also in a zone that its Region puts back', async () => {
    let isMended = false;
    const world = await aWorld({
      bake: async (plan, usual) => (plan.of === 'region' ? { kind: 'unhealthy', because: 'errors' } : await usual(plan)),
      deploy: async (input, usual) => {
        if (deployLine(input) === 'back api usw2-az2 one-box' && !isMended) throw failure('UPDATE_ROLLBACK_FAILED');
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('notify stuck');
    expect(world.deployed.slice(5)).toEqual(['back api usw2-az2', 'back api usw2-az2 one-box']);
    isMended = true;
    const region = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2`);
    await region.signal('retry'); // typed in a hurry, to the level itself
    expect(await change.result()).toMatchObject({ kind: 'rolledBack' });
    expect(world.deployed.slice(9)).toEqual(wayBack);
  });

  test.concurrent('R10: takes a command itself if its change was terminated', async () => {
    const { world, untilStuck } = await stuckIn('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    await change.terminate();
    const zone = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2/usw2-az1`);
    await zone.signal(accept, { ...ann, release: 'found' });
    expect(await world.client.workflow.getHandle(`${change.workflowId}/first`).result()).toMatchObject({
      kind: 'rolledBack',
      left: [{ what: expect.stringContaining('ann accepted') }],
    });
    expect(world.deployed.slice(3)).toEqual(wayBack);
  });

  test.concurrent('R10: is not stopped by a cancellation, and still waits for a person', async () => {
    const { world, mended, untilStuck } = await stuckIn('back api usw2-az1');
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await untilStuck(change);
    expect(await change.executeUpdate(cancelUpdate, { args: [ann] })).toEqual({
      message: 'it is going back already, and goes on with that',
    });
    expect((await world.progress(change)).stuck).toHaveLength(1);
    mended.isIt = true;
    await change.executeUpdate(retryUpdate, { args: [ann] });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired' });
  });
});

describe('a level that vanishes', () => {
  const fleetUnderWay: NonNullable<Answers['deploy']> = async (input, usual) => {
    if (deployLine(input) === 'forward api usw2-az1') await underWay();
    return await usual(input);
  };

  test.concurrent('a zone that is terminated by hand is put back by its Region, after a person looked', async () => {
    const world = await aWorld({ deploy: fleetUnderWay });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az1');
    await world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2/usw2-az1`).terminate();
    await world.begun('notify stuck');
    expect(world.deployed.slice(3)).toEqual([]);
    const region = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2`);
    await region.signal(retry, { by: 'ann', why: 'nothing of it is open any more' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', stage: 'first' });
    expect(world.deployed.slice(3)).toEqual(wayBack);
  });

  test.concurrent('a change that is terminated leaves nothing running: the levels below it put themselves back', async () => {
    const world = await aWorld({ deploy: fleetUnderWay });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az1');
    await change.terminate();
    const wave = world.client.workflow.getHandle(`${change.workflowId}/first`);
    expect(await wave.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployed.slice(3)).toEqual(wayBack);
    expect((await world.traffic()).holders).toHaveProperty(['prod/us-west-2']); // and nobody else goes in
  });

  test.concurrent('a stage that is terminated leaves its change stuck: on `retry` the change puts everything back, as often as it takes', async () => {
    let moves = false;
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (moves && deployLine(input) === 'back api usw2-az1') throw failure('still moving');
        return await fleetUnderWay(input, usual);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az1');
    const region = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2`);
    await world.client.workflow.getHandle(`${change.workflowId}/first`).terminate();
    await region.result();
    await world.begun('notify stuck');
    expect(world.deployed.slice(3)).toEqual(wayBack);
    moves = true;

    await change.signal(retry, { by: 'ann', why: 'the Region has answered' });
    await world.begun('notify stuck', 2);
    expect((await world.traffic()).holders).toHaveProperty(['prod/us-west-2']);
    moves = false;
    await change.signal(retry, { by: 'ann', why: 'it moves no longer' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: expect.stringContaining('without an answer') });
    expect(world.deployed.slice(-5)).toEqual(['back api usw2-az2', 'back api usw2-az2 one-box', ...wayBack]);
    expect((await world.traffic()).holders).toEqual({});
  });
});
