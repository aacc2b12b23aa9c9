import { region, wave } from '../../../pipeline';
import { approve } from '../../../workflows/messages/commands';
import { searchAttributes } from '../../../workflows/messages/search-attributes';
import { aWorld } from '../builders/a-world';
import { runUntil } from '../builders/answers';
import { releaseOf } from '../builders/fakes';
import { alphaStage, first, firstDeployments, gammaStage } from '../builders/stages';
import { until } from '../builders/until';
import { commitOf } from '../builders/world';

describe('a change without any failure', () => {
  test.concurrent('is delivered everywhere, step by step', async () => {
    const world = await aWorld();
    const outcome = await world.runChange(world.pipeline({ stages: [alphaStage, gammaStage, first] }));
    expect(outcome).toEqual({ kind: 'delivered', because: 'release 0000000 is good in alpha, gamma, first' });
    const looks = ['gates us-west-2', 'examine us-west-2', 'gates again us-west-2'];
    const entering = [...looks, 'survey us-west-2', 'forward table us-west-2'];
    const zone = (name: string) => [
      `forward api ${name} one-box`,
      `bake oneBox ${name}`,
      `forward api ${name}`,
      `bake zone ${name}`,
    ];
    expect(world.calls).toEqual([
      ...['review from the beginning', 'build'],
      ...[...entering, 'forward api usw2-az1', 'test alpha us-west-2'],
      ...[...entering, 'bake regional us-west-2', ...zone('usw2-az1'), ...zone('usw2-az2'), 'test gamma us-west-2'],
      ...[...entering, 'bake regional us-west-2', ...zone('usw2-az1'), ...zone('usw2-az2'), 'bake region us-west-2'],
      'notify delivered',
    ]);
  });

  test.concurrent('is delivered after its build if its pipeline has no stage', async () => {
    const world = await aWorld();
    const outcome = await world.runChange(world.pipeline({ rung: 'build', stages: [] }));
    expect(outcome).toEqual({ kind: 'delivered', because: 'release 0000000 is built; its pipeline has no stage' });
    expect(world.calls).toEqual(['review from the beginning', 'build', 'notify delivered']);
  });

  test.concurrent('reaches production without what only a higher rung asks for', async () => {
    const world = await aWorld();
    const approval = { approvers: ['ann'], count: 1, expires: '10m' } as const;
    const stages = [wave('first', { account: '222222222222', regions: [region('us-west-2', ['usw2-az1'])], approval })];
    const change = await world.merge(world.pipeline({ rung: 'oneRegion', stages }));
    await until('it waits for ann', async () => (await world.progress(change)).stages.some(({ why }) => why.includes('ann')));
    await change.signal(approve, { by: 'ann', stage: 'first', why: 'it has no bakes yet' });
    expect(await change.result()).toEqual({ kind: 'delivered', because: 'release 0000000 is good in first' });
    expect(world.calls.filter((line) => line.startsWith('bake'))).toEqual([]);
  });

  test.concurrent('is the base of the next review, and the release that the next change goes back to', async () => {
    const world = await aWorld();
    const pipeline = world.pipeline({ stages: [first] });
    await world.runChange(pipeline, 1);
    const before = world.calls.length;
    await world.runChange(pipeline, 2);
    expect(world.calls.slice(before, before + 6)).toEqual([
      `review from ${commitOf(1).slice(0, 12)}`,
      'build',
      'gates us-west-2',
      'examine us-west-2',
      'gates again us-west-2',
      'forward table us-west-2', // without a survey, because the good release is known
    ]);
    expect(await world.good('prod/us-west-2')).toBe(releaseOf(commitOf(2)));
  });

  test.concurrent('R37: bakes nothing that it did not touch, and still runs the tests', async () => {
    const world = await aWorld({ deploy: async () => ({ touched: false, what: 'has it already', left: [] }) });
    const outcome = await world.runChange(world.pipeline({ stages: [gammaStage] }));
    expect(outcome.kind).toBe('delivered');
    expect(world.deployments).toEqual(firstDeployments);
    expect(world.calls.filter((line) => line.startsWith('bake') || line.startsWith('test'))).toEqual(['test gamma us-west-2']);
  });

  test.concurrent('bakes only what it touched, and the Region because of that', async () => {
    const world = await aWorld({
      deploy: async ({ target: { zone, share } }) => ({
        touched: zone === 'usw2-az2' && share === 'fleet',
        what: 'looked',
        left: [],
      }),
    });
    await world.runChange(world.pipeline({ stages: [first] }));
    expect(world.calls.filter((line) => line.startsWith('bake'))).toEqual(['bake zone usw2-az2', 'bake region us-west-2']);
  });
});

describe('a change under way', () => {
  test.concurrent('can be followed: by query, through its service and by search attributes', async () => {
    let mayContinue = false;
    const world = await aWorld({
      deploy: async (input, proceed) => {
        if (input.target.environment === 'prod') await runUntil(() => mayContinue);
        return await proceed(input);
      },
    });
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    await world.waitForCall('forward table us-west-2', 2);
    expect(await world.progress(change)).toMatchObject({
      change: change.workflowId,
      number: 1,
      release: releaseOf(commitOf(1)),
      stages: [
        { name: 'alpha', standing: 'good' },
        { name: 'first', environment: 'prod', regions: ['us-west-2'], standing: 'under way' },
      ],
    });
    expect(await world.traffic()).toMatchObject({
      living: [{ id: change.workflowId, number: 1, ahead: [] }],
      holders: { 'prod/us-west-2': { change: change.workflowId, stage: 'first' } },
      good: { 'alpha/us-west-2': { [world.name]: ['found-us-west-2', releaseOf(commitOf(1))] } },
    });
    expect(await attributes()).toEqual([world.name, world.name, change.workflowId, 'first', 'under way']);

    mayContinue = true;
    const outcome = await change.result();
    expect(await world.progress(change)).toMatchObject({ outcome, stages: [{ standing: 'good' }, { standing: 'good' }] });
    expect(await attributes()).toContain('delivered');
    expect(await world.traffic()).toMatchObject({
      living: [],
      holders: {},
      ended: [{ id: change.workflowId, kind: 'delivered' }],
    });

    async function attributes() {
      const { typedSearchAttributes } = await change.describe();
      return searchAttributes.map((attribute) => typedSearchAttributes.get(attribute));
    }
  });
});
