import { aWorld } from '../builders/a-world';
import { beforeCall, failWith } from '../builders/answers';
import { rollbackOf } from '../builders/call-lines';
import { releaseOf } from '../builders/fakes';
import { alphaStage, first, firstDeployments, gammaStage } from '../builders/stages';
import { commitOf } from '../builders/world';

describe('a change is refused, and production is not touched,', () => {
  test.concurrent('if nobody reviewed it', async () => {
    const world = await aWorld({ review: async () => ({ kind: 'refused', because: 'nobody looked' }) });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toEqual({ kind: 'refused', because: 'nobody looked', left: [] });
    expect(world.calls).toEqual(['review from the beginning', 'notify refused']);
    await world.runChange(world.pipeline({ stages: [first] }), 2);
    expect(world.calls).not.toContain('review from 000000000001');
  });

  test.concurrent('if its build fails; the next review starts from its commit', async () => {
    const world = await aWorld({ build: async () => ({ kind: 'refused', because: 'it does not compile' }) });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toEqual({ kind: 'refused', because: 'it does not compile', left: [] });
    await world.runChange(world.pipeline({ stages: [first] }), 2);
    expect(world.calls).toEqual([
      ...['review from the beginning', 'build', 'notify refused'],
      ...['review from 000000000001', 'build', 'notify refused'],
    ]);
  });

  test.concurrent('if the review fails for good', async () => {
    const world = await aWorld({ review: failWith('the commit does not exist') });
    expect(await world.runChange(world.pipeline({ stages: [first] }))).toMatchObject({
      kind: 'refused',
      because: 'the commit does not exist',
    });
  });

  test.concurrent('if its pipeline has problems: first of all, with every problem', async () => {
    const world = await aWorld();
    const components = { api: { per: 'zone', template: 'api.json', dependsOn: ['tabel'] } } as const;
    const outcome = await world.runChange(world.pipeline({ stages: [first], components, queue: 'latest' }));
    expect(outcome).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(
        /components\/api\/dependsOn: "tabel" is not a component.*; queue: "latest" is not supported yet/,
      ),
    });
    expect(world.calls).toEqual(['notify refused']);
  });

  test.concurrent("if the worker's policy refuses its pipeline: nothing runs", async () => {
    const world = await aWorld({ checkPolicy: async () => ({ kind: 'refused', because: 'that team is not ours' }) });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toEqual({ kind: 'refused', because: 'that team is not ours', left: [] });
    expect(world.calls).toEqual(['notify refused']);
  });

  test.concurrent('if the policy refuses the release because of its templates', async () => {
    const world = await aWorld({
      checkPolicy: async ({ release }) =>
        release === undefined ? { kind: 'allowed' } : { kind: 'refused', because: `an open door in ${release}` },
    });
    const outcome = await world.runChange(world.pipeline({ stages: [first] }));
    expect(outcome).toEqual({ kind: 'refused', because: `an open door in ${releaseOf(commitOf(1))}`, left: [] });
    expect(world.calls).toEqual(['review from the beginning', 'build', 'notify refused']);
  });

  test.concurrent('if the tests of alpha fail: it stays there for a look', async () => {
    const world = await aWorld({ test: async () => ({ kind: 'failed', because: 'two tests failed' }) });
    const outcome = await world.runChange(world.pipeline({ stages: [alphaStage, first] }));
    expect(outcome).toEqual({
      kind: 'refused',
      because: 'alpha: two tests failed',
      left: [{ what: 'what was deployed of release 0000000 stays in alpha, where it failed', action: expect.any(String) }],
    });
    expect(world.deployments).toEqual(['forward table us-west-2', 'forward api usw2-az1']);
    expect(await world.good('alpha/us-west-2')).toBe('found-us-west-2');
    expect(await world.traffic()).toMatchObject({ holders: {}, living: [] });
  });

  test.concurrent('if a zone of alpha fails: all of alpha stays as it is', async () => {
    const world = await aWorld(beforeCall('forward api usw2-az1', failWith('the stack went back by itself')));
    const change = await world.merge(world.pipeline({ stages: [alphaStage, first] }));
    expect(await change.result()).toMatchObject({ kind: 'refused', because: 'alpha: the stack went back by itself' });
    expect(world.deployments).toEqual(['forward table us-west-2', 'forward api usw2-az1']);
    expect((await world.progress(change)).stages[0]).toMatchObject({ standing: 'left in place' });
  });

  test.concurrent('if gamma fails: gamma goes back, dependants first', async () => {
    const world = await aWorld({ test: async () => ({ kind: 'failed', because: 'two tests failed' }) });
    const change = await world.merge(world.pipeline({ stages: [gammaStage, first] }));
    expect(await change.result()).toEqual({ kind: 'refused', because: 'gamma: two tests failed', left: [] });
    expect(world.deployments).toEqual([...firstDeployments, ...rollbackOf(firstDeployments)]); // gamma has the same zones
    expect((await world.progress(change)).stages).toMatchObject([{ standing: 'put back' }, { standing: 'ahead' }]);
  });

  test.concurrent('if gamma fails at its first touch: only that target goes back', async () => {
    const world = await aWorld(beforeCall('forward table us-west-2', failWith('the template is not valid')));
    await world.runChange(world.pipeline({ stages: [gammaStage, first] }));
    expect(world.deployments).toEqual(['forward table us-west-2', 'back table us-west-2']);
  });
});
