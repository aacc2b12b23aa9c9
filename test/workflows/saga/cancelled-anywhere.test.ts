import { aWorld } from '../builders/a-world';
import { beforeCall, failWith, runUntilCancelled } from '../builders/answers';
import { bakeLine, rollbackOf } from '../builders/call-lines';
import { first, second } from '../builders/stages';
import type { World } from '../builders/world';

/** What was touched in a Region went back in the exact reverse order, once. What was about to be touched may go back, too. */
function expectAllBack(world: World, places = /./): void {
  const forward = world.deployments.filter((line) => places.test(line) && line.startsWith('forward'));
  const back = world.deployments.filter((line) => places.test(line) && line.startsWith('back'));
  expect(back.length - forward.length).toBeLessThanOrEqual(1);
  expect(back.slice(back.length - forward.length)).toEqual(rollbackOf(forward));
  expect(new Set(back).size).toBe(back.length);
}

describe('at every moment', () => {
  test.concurrent.each([
    'build',
    'examine us-west-2',
    'gates again us-west-2',
    'survey us-west-2',
    'forward table us-west-2',
    'forward api usw2-az1 one-box',
    'forward api usw2-az2 one-box',
    'bake regional us-west-2',
    'bake zone usw2-az1',
    'bake region us-west-2',
  ])('a change that is cancelled during “%s” leaves nothing behind', async (moment) => {
    const world = await aWorld(beforeCall(moment, runUntilCancelled));
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.waitForCall(moment);
    await change.cancel();
    expect(await change.result()).toMatchObject({ kind: 'cancelled', left: [] });
    expectAllBack(world);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });

  test.concurrent('a change that is cancelled at its very first activity ends, too', async () => {
    const world = await aWorld();
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await change.cancel();
    expect(['cancelled', 'delivered']).toContain((await change.result()).kind);
    expect((await world.traffic()).living).toEqual([]);
  });

  test.concurrent.each([
    'forward table eu-west-1',
    'bake oneBox euw1-az1',
    'forward api euw1-az1',
    'bake zone euw1-az2',
    'bake region eu-west-1',
  ])('a wave that fails at “%s” leaves nothing behind in either Region (I5)', async (moment) => {
    const world = await aWorld({
      ...beforeCall(moment, failWith('it went wrong')),
      bake: async (plan, proceed) =>
        bakeLine(plan) === moment ? { kind: 'unhealthy', because: 'it went wrong' } : await proceed(plan),
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    expect(await change.result()).toEqual({ kind: 'rolledBack', because: 'second: it went wrong', stage: 'second', left: [] });
    expectAllBack(world, /eu-west-1|euw1/);
    expectAllBack(world, /us-east-1|use1/);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });
});
