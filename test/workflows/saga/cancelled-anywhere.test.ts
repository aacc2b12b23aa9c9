import { failure } from '../../../activities/attempt/failure';
import { type Answers, bakeLine, deployLine, underWay } from '../builders/fakes';
import { aWorld, type World } from '../builders/harness';
import { first, second } from '../builders/stages';

/** What was touched in a Region went back in the exact reverse order, once; what was about to be touched may go back, too. */
function expectAllBack(world: World, places = /./): void {
  const there = world.deployed.filter((act) => places.test(act) && act.startsWith('forward'));
  const back = world.deployed.filter((act) => places.test(act) && act.startsWith('back'));
  expect(back.length - there.length).toBeLessThanOrEqual(1);
  expect(back.slice(back.length - there.length)).toEqual(there.map((act) => act.replace('forward', 'back')).reverse());
  expect(new Set(back).size).toBe(back.length);
}

const moments: [moment: string, answers: Answers][] = [
  ['build', { build: async (input, usual) => await underWay().then(() => usual(input)) }],
  [
    'gates again us-west-2',
    { gates: async (input, usual) => await (input.wait ? usual(input) : underWay().then(() => usual(input))) },
  ],
  ['survey us-west-2', { survey: async (input, usual) => await underWay().then(() => usual(input)) }],
  ...['forward table us-west-2', 'forward api usw2-az1 one-box', 'forward api usw2-az2 one-box'].map(
    (moment): [string, Answers] => [
      moment,
      {
        deploy: async (input, usual) => await (deployLine(input) === moment ? underWay().then(() => usual(input)) : usual(input)),
      },
    ],
  ),
  ...['bake regional us-west-2', 'bake zone usw2-az1', 'bake region us-west-2'].map((moment): [string, Answers] => [
    moment,
    { bake: async (plan, usual) => await (bakeLine(plan) === moment ? underWay().then(() => usual(plan)) : usual(plan)) },
  ]),
];

describe('at every moment', () => {
  test.concurrent.each(moments)('a change that is cancelled during “%s” leaves nothing behind', async (moment, answers) => {
    const world = await aWorld(answers);
    const change = await world.merge(world.pipeline({ stages: [first] }));
    await world.begun(moment);
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
      deploy: async (input, usual) => {
        if (deployLine(input) === moment) throw failure('it went wrong');
        return await usual(input);
      },
      bake: async (plan, usual) =>
        bakeLine(plan) === moment ? { kind: 'unhealthy', because: 'it went wrong' } : await usual(plan),
    });
    const change = await world.merge(world.pipeline({ stages: [second] }));
    expect(await change.result()).toEqual({ kind: 'rolledBack', because: 'second: it went wrong', stage: 'second', left: [] });
    expectAllBack(world, /eu-west-1|euw1/);
    expectAllBack(world, /us-east-1|use1/);
    expect(await world.traffic()).toMatchObject({ holders: {}, waiting: [], living: [] });
  });
});
