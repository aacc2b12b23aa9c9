import { retry } from '../../../workflows/messages/commands';
import { aWorld } from '../builders/a-world';
import { beforeCall, runUntil, runUntilCancelled, unhealthy } from '../builders/answers';
import { bakeLine, deployLine, regionRollback } from '../builders/call-lines';
import { first, second } from '../builders/stages';
import type { World } from '../builders/world';

/** The deployments to a Region and its zones, in order. */
const deploymentsIn = (world: World, region: RegExp) => world.deployments.filter((line) => region.test(line));
const europe = /eu-west-1|euw1/;
const east = /us-east-1|use1/;

describe('a wave of two Regions goes back together', () => {
  test.concurrent('R25: if one fails in its second zone while the other is under way', async () => {
    let isStopped = false;
    const world = await aWorld({
      deploy: async (input, proceed) => {
        if (deployLine(input) === 'forward api use1-az1') await runUntilCancelled().finally(() => (isStopped = true));
        if (deployLine(input) === 'back api euw1-az2') await runUntil(() => isStopped); // the other stops before this step ends
        return await proceed(input);
      },
      bake: async (plan, proceed) => {
        if (bakeLine(plan) !== 'bake zone euw1-az2') return await proceed(plan);
        await world.waitForCall('forward api use1-az1');
        return unhealthy;
      },
    });
    const change = await world.merge(world.pipeline({ stages: [first, second] }));
    expect(await change.result()).toEqual({
      kind: 'rolledBack',
      because: 'second: alarm errors fired',
      stage: 'second',
      left: [{ what: 'wave first keeps the release, which was good there', action: expect.stringContaining('merge a fix') }],
    });
    expect(deploymentsIn(world, europe).slice(5)).toEqual(regionRollback('eu-west-1', 'euw1-az2', 'euw1-az1'));
    expect(deploymentsIn(world, east).slice(3)).toEqual(regionRollback('us-east-1', 'use1-az1'));
    expect(world.deployments).not.toContain('back table us-west-2'); // the wave before keeps it
    expect((await world.progress(change)).stages).toMatchObject([{ standing: 'good' }, { standing: 'put back' }]);
    expect(await Promise.all(['us-west-2', 'eu-west-1', 'us-east-1'].map((region) => world.good(`prod/${region}`)))).toEqual([
      'sha256-0000000000010000000000000000000000000000',
      'found-eu-west-1',
      'found-us-east-1',
    ]);
  });

  test.concurrent('if the other is good already: it goes back last, after the one that failed', async () => {
    const world = await aWorld({
      bake: async (plan, proceed) => {
        if (bakeLine(plan) !== 'bake zone euw1-az2') return await proceed(plan);
        await runUntil(() => eastIsGood);
        return unhealthy;
      },
    });
    let eastIsGood = false;
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await world.waitForCall('bake region us-east-1');
    expect(await world.level(change, 'second/us-east-1').result()).toEqual({ kind: 'deployed', touched: true });
    eastIsGood = true;
    expect(await change.result()).toMatchObject({ kind: 'rolledBack', because: 'second: alarm errors fired' });
    expect(world.deployments.slice(10)).toEqual([
      ...regionRollback('eu-west-1', 'euw1-az2', 'euw1-az1'),
      ...regionRollback('us-east-1', 'use1-az2', 'use1-az1'),
    ]);
  });

  test.concurrent('if an alarm fires: the others are stopped before the first undo has ended', async () => {
    let isStopped = false;
    const world = await aWorld({
      deploy: async (input, proceed) => {
        const line = deployLine(input);
        if (line === 'forward api use1-az1') await runUntilCancelled().finally(() => (isStopped = true));
        if (line === 'forward api euw1-az1') await runUntilCancelled();
        if (line === 'back api euw1-az1') await runUntil(() => isStopped);
        return await proceed(input);
      },
      watch: async (input, proceed) => {
        const bothDeploy = ['euw1-az1', 'use1-az1'].every((zone) => world.calls.includes(`forward api ${zone}`));
        return bothDeploy && input.look.region === 'eu-west-1' ? { because: 'alarm latency fired' } : await proceed(input);
      },
    });
    const outcome = await world.runChange(world.pipeline({ stages: [second] }));
    expect(outcome).toMatchObject({ kind: 'rolledBack', because: 'second: alarm latency fired' });
    expect(deploymentsIn(world, europe).slice(3)).toEqual(regionRollback('eu-west-1', 'euw1-az1'));
    expect(deploymentsIn(world, east).slice(3)).toEqual(regionRollback('us-east-1', 'use1-az1'));
  });

  test.concurrent('if one is terminated by hand: its stage puts it back, and the other stops', async () => {
    const world = await aWorld(beforeCall(['forward api use1-az1', 'forward api euw1-az1'], runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [second] }));
    await world.waitForCall('forward api use1-az1');
    await world.waitForCall('forward api euw1-az1');
    await world.level(change, 'second/us-east-1').terminate();
    await world.waitForCall('notify stuck');
    await world.level(change, 'second/us-east-1/use1-az1').result();
    await world.level(change, 'second').signal(retry, { by: 'ann', why: 'its zone has answered' });
    expect(await change.result()).toMatchObject({
      kind: 'rolledBack',
      because: 'second: us-east-1 ended without an answer: Terminated',
    });
    expect(deploymentsIn(world, europe).slice(3)).toEqual(regionRollback('eu-west-1', 'euw1-az1'));
    // The zone puts itself back as well, so some targets are put back twice.
    expect([...new Set(deploymentsIn(world, east).slice(3))]).toEqual(
      expect.arrayContaining(regionRollback('us-east-1', 'use1-az1')),
    );
  });
});
