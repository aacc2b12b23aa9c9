import { failure } from '../../activities/failed';
import { retry } from '../../workflows/messages';
import { type Answers, deployLine, underWay } from './fakes';
import { aWorld } from './harness';
import { first } from './stages';
import { until } from './until';

const unhealthyZone: Answers['bake'] = async (plan, usual) =>
  plan.of === 'zone' ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan);

const wayBack = ['back api usw2-az1', 'back api usw2-az1 one-box', 'back table us-west-2'];

describe('a way back that fails', () => {
  test.concurrent('R10: is stuck: a person is told, what is under it stays, the lane is held; `retry` goes on', async () => {
    let isMended = false;
    const told: string[] = [];
    const world = await aWorld({
      bake: unhealthyZone,
      deploy: async (input, usual) => {
        if (deployLine(input) === 'back api usw2-az1' && !isMended) throw failure('UPDATE_ROLLBACK_FAILED');
        return await usual(input);
      },
      notify: async ({ subject, text }) => void (subject === 'stuck' && told.push(text)),
    });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    const zone = world.client.workflow.getHandle(`${change.workflowId}/first/us-west-2/usw2-az1`);
    await until('a person is told', () => told.length === 1);
    expect(told[0]).toContain('cannot put ');
    expect(told[0]).toContain('UPDATE_ROLLBACK_FAILED');
    expect(told[0]).toContain(`"retry" to the workflow ${zone.workflowId}`);

    await zone.signal('retry'); // typed in a hurry, and too early
    await until('a person is told again', () => told.length === 2);
    expect(world.deployed.slice(3)).toEqual(['back api usw2-az1', 'back api usw2-az1']);
    expect(await world.traffic()).toMatchObject({ holders: { 'prod/us-west-2': { change: change.workflowId } } });

    isMended = true;
    await zone.signal(retry, { by: 'ann', why: 'mended the stack by hand' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'first: alarm errors fired' });
    expect(world.deployed.slice(5)).toEqual(wayBack);
  });

  test.concurrent('R10: is stuck in a zone that its Region puts back, too', async () => {
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
    await region.signal(retry, { by: 'ann', why: 'mended the stack by hand' });
    expect(await change.result()).toMatchObject({ kind: 'rolledBack' });
    expect(world.deployed.slice(9)).toEqual(wayBack);
  });
});

describe('a level that vanishes', () => {
  const fleetUnderWay: NonNullable<Answers['deploy']> = async (input, usual) => {
    if (deployLine(input) === 'forward api usw2-az1') await underWay();
    return await usual(input);
  };

  test.concurrent('a zone that is terminated by hand is put back by its Region, once a person has looked', async () => {
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

  test.concurrent('a change that is terminated leaves nothing running: what is below it puts itself back', async () => {
    const world = await aWorld({ deploy: fleetUnderWay });
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun('forward api usw2-az1');
    await change.terminate();
    const wave = world.client.workflow.getHandle(`${change.workflowId}/first`);
    expect(await wave.result()).toMatchObject({ kind: 'cancelled' });
    expect(world.deployed.slice(3)).toEqual(wayBack);
    expect((await world.traffic()).holders).toHaveProperty(['prod/us-west-2']); // and nobody else goes in
  });

  test.concurrent('a wave that is terminated leaves its change stuck: it puts all back when told to, as often as it takes', async () => {
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
