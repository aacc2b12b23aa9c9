import { retry } from '../../../workflows/messages/commands';
import { deployLine, underWay } from '../builders/fakes';
import { aWorld, type World } from '../builders/harness';
import { first, second } from '../builders/stages';

/** What of a Region's table and zones went where, in order. */
const deployedIn = (world: World, region: RegExp) => world.deployed.filter((act) => region.test(act));
const europe = /eu-west-1|euw1/;
const east = /us-east-1|use1/;

const backFrom = (zone: string, regional: string, ...before: string[]) => [
  ...[`back api ${zone}`, `back api ${zone} one-box`],
  ...before.flatMap((earlier) => [`back api ${earlier}`, `back api ${earlier} one-box`]),
  `back table ${regional}`,
];

describe('a wave of two Regions goes back together', () => {
  test.concurrent('R25: if one fails in its second zone while the other is under way', async () => {
    let isStopped = false;
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (deployLine(input) === 'forward api use1-az1') await underWay().finally(() => (isStopped = true));
        if (deployLine(input) === 'back api euw1-az2') await underWay(() => isStopped); // told before it is undone
        return await usual(input);
      },
      bake: async (plan, usual) => {
        const isIt = plan.of === 'zone' && plan.look.traffic?.dimensions.Zone === 'euw1-az2';
        if (isIt) await world.begun('forward api use1-az1');
        return isIt ? { kind: 'unhealthy', because: 'alarm errors fired' } : await usual(plan);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'second: alarm errors fired',
      stage: 'second',
      left: [{ what: 'wave first keeps the release, which was good there', action: expect.stringContaining('merge a fix') }],
    });
    expect(deployedIn(world, europe).slice(5)).toEqual(backFrom('euw1-az2', 'eu-west-1', 'euw1-az1'));
    expect(deployedIn(world, east).slice(3)).toEqual(backFrom('use1-az1', 'us-east-1'));
    expect(world.deployed).not.toContain('back table us-west-2'); // the wave before keeps it
    expect((await world.progress(change)).stages).toMatchObject([{ standing: 'good' }, { standing: 'put back' }]);
    expect(await Promise.all(['us-west-2', 'eu-west-1', 'us-east-1'].map((region) => world.good(`prod/${region}`)))).toEqual([
      'sha256-0000000000010000000000000000000000000000',
      'found-eu-west-1',
      'found-us-east-1',
    ]);
  });

  test.concurrent('if the other is good already: it goes back last, after the one that failed', async () => {
    const world = await aWorld({
      bake: async (plan, usual) => {
        if (plan.of !== 'zone' || plan.look.traffic?.dimensions.Zone !== 'euw1-az2') return await usual(plan);
        await underWay(() => eastIsGood);
        return { kind: 'unhealthy', because: 'alarm errors fired' };
      },
    });
    let eastIsGood = false;
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await world.begun('bake region us-east-1');
    const eastern = world.client.workflow.getHandle(`${change.workflowId}/second/us-east-1`);
    expect(await eastern.result()).toEqual({ kind: 'deployed', touched: true });
    eastIsGood = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'second: alarm errors fired' });
    expect(world.deployed.slice(10)).toEqual([
      ...backFrom('euw1-az2', 'eu-west-1', 'euw1-az1'),
      ...backFrom('use1-az2', 'us-east-1', 'use1-az1'),
    ]);
  });

  test.concurrent('if an alarm fires: the others are stopped before the first undo has ended', async () => {
    let isStopped = false;
    const world = await aWorld({
      deploy: async (input, usual) => {
        const line = deployLine(input);
        if (line === 'forward api use1-az1') await underWay().finally(() => (isStopped = true));
        if (line === 'forward api euw1-az1') await underWay();
        if (line === 'back api euw1-az1') await underWay(() => isStopped);
        return await usual(input);
      },
      watch: async (input, usual) => {
        const hurts = ['euw1-az1', 'use1-az1'].every((zone) => world.acts.includes(`forward api ${zone}`));
        return hurts && input.look.region === 'eu-west-1' ? { because: 'alarm latency fired' } : await usual(input);
      },
    });
    const outcome = await world.play(world.pipeline({ stages: [second] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'second: alarm latency fired' });
    expect(deployedIn(world, europe).slice(3)).toEqual(backFrom('euw1-az1', 'eu-west-1'));
    expect(deployedIn(world, east).slice(3)).toEqual(backFrom('use1-az1', 'us-east-1'));
  });

  test.concurrent('if one is terminated by hand: its stage puts it back, and the other stops', async () => {
    const world = await aWorld({
      deploy: async (input, usual) => {
        if (/^forward api (use1|euw1)-az1$/.test(deployLine(input))) await underWay();
        return await usual(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await world.begun('forward api use1-az1');
    await world.begun('forward api euw1-az1');
    await world.client.workflow.getHandle(`${change.workflowId}/second/us-east-1`).terminate();
    await world.begun('notify stuck');
    await world.client.workflow.getHandle(`${change.workflowId}/second/us-east-1/use1-az1`).result();
    await world.client.workflow
      .getHandle(`${change.workflowId}/second`)
      .signal(retry, { by: 'ann', why: 'its zone has answered' });
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: 'second: us-east-1 ended without an answer: Terminated',
    });
    expect(deployedIn(world, europe).slice(3)).toEqual(backFrom('euw1-az1', 'eu-west-1'));
    // What was below the Region puts itself back as well, so some of this is told twice.
    expect([...new Set(deployedIn(world, east).slice(3))]).toEqual(expect.arrayContaining(backFrom('use1-az1', 'us-east-1')));
  });
});
