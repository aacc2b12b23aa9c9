import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../../a-folder';
import { AGitServer, AServe } from './a-git-server';

const changeOf = (world: AGitServer, commit: string) => `${world.name}/${commit.slice(0, 12)}`;
const onItsWay = (change: string) => `slipway: ${change} is on its way; follow it with: slipway watch ${change}`;

/** A pipeline in TypeScript that imports its stages from another file. */
const inTypeScript = (world: AGitServer) => ({
  'deploy/pipeline.ts': `
    import { definePipeline, git } from 'slipway';
    import { stages } from './parts/stages';
    export default definePipeline({
      name: '${world.name}', service: '${world.name}', team: 'retail',
      source: git({ repository: 'acme/shop', branch: 'main' }),
      build: { run: ['make'], output: 'dist', network: 'allowed' },
      components: { api: { per: 'zone', template: 'api.json', oneBox: 'api.json' } },
      alarms: { region: ['shop-errors'], zone: ['shop-{zone}'], oneBox: ['shop-{zone}-one-box'] },
      traffic: { namespace: 'Shop', metric: 'Requests', statistic: 'Sum', dimensions: { environment: 'E', zone: 'Z', share: 'S' } },
      queue: 'every', stages,
    });`,
  'deploy/parts/stages.ts': `
    import { region, wave } from 'slipway';
    export const stages = [wave('first', { account: '222222222222', regions: [region('us-west-2', ['usw2-az1'])] })];`,
});

describe('a person who pushes', () => {
  test('several commits starts one change, whose head is the new tip', async () => {
    const world = await AGitServer.start();
    await world.install('deploy/pipeline.ts');
    await world.commit(inTypeScript(world));
    await world.commit();
    const tip = await world.commit();
    expect(await world.push('main')).toEqual([onItsWay(changeOf(world, tip))]);
    expect(await world.merges()).toEqual(['merged']);
    const next = await world.commit();
    expect(await world.push('main')).toEqual([onItsWay(changeOf(world, next))]);
    expect(await world.merges()).toEqual(['merged', 'merged']);
  });

  test('a pipeline that breaks the policy sees that, and nothing is started', async () => {
    const policy = join(aFolder(), 'policy.ts');
    writeFileSync(policy, "import { mustReview } from 'slipway'; export default [mustReview(2)];");
    const world = await AGitServer.start(await AServe.start(undefined, { SLIPWAY_POLICY: policy }));
    await world.install();
    await world.commit({ 'pipeline.json': world.pipeline() });
    expect(await world.push('main')).toEqual([
      expect.stringMatching(/^slipway: pipeline\.json of \w+ has problems, so nothing was started:$/),
      expect.stringContaining('review/approvals: 1 is less than the policy requires: write 2 or more'),
    ]);
    expect(await world.merges()).toEqual([]);
    await world.commit({ 'pipeline.json': world.pipeline({ review: { approvals: 2 } }) });
    await world.push('main');
    expect(await world.merges()).toEqual(['merged']);
  });

  test('to another branch, or deletes one, sees no message or that there is nothing to do', async () => {
    const world = await AGitServer.start();
    await world.install();
    await world.commit({ 'pipeline.json': world.pipeline() });
    expect(await world.push('main:topic')).toEqual([]);
    expect(await world.push(':topic')).toEqual([]);
    await world.pushSilently('main');
    await world.install('pipeline.json', 'release');
    await world.pushSilently('main:release');
    expect(await world.push(':release')).toEqual(['slipway: nothing to do: release was deleted']);
    expect(await world.merges()).toEqual([]);
  });

  test('a rewritten branch sees that, and nothing is started', async () => {
    const world = await AGitServer.start();
    await world.install();
    await world.commit({ 'pipeline.json': world.pipeline() });
    const old = await world.commit();
    await world.pushSilently('main');
    await world.git('reset', '--quiet', '--hard', 'HEAD~1');
    const other = await world.commit();
    expect(await world.push('--force', 'main')).toEqual([
      `slipway: main was rewritten: ${other.slice(0, 7)} does not contain ${old.slice(0, 7)}, the commit before, so nothing was started`,
      `slipway:   to submit it anyway: slipway submit --repository ${world.bare} --commit ${other} --pipeline pipeline.json`,
    ]);
    expect(await world.merges()).toEqual([]);
  });

  test('a pipeline with problems sees all of them, one a line, and nothing is started until they are fixed', async () => {
    const world = await AGitServer.start();
    await world.install();
    const wrong = await world.commit({ 'pipeline.json': world.pipeline({ queue: 'newest', lookEvery: '3 minutes' }) });
    expect(await world.push('main')).toEqual([
      `slipway: pipeline.json of ${wrong.slice(0, 7)} has problems, so nothing was started:`,
      'slipway:   queue: "newest" is not known here: write "latest" or "every"',
      'slipway:   lookEvery: "3 minutes" is not a duration: write a number and a unit, as in 90s, 30m or 12h',
    ]);
    expect(await world.merges()).toEqual([]);
    const right = await world.commit({ 'pipeline.json': world.pipeline() });
    expect(await world.push('main')).toEqual([onItsWay(changeOf(world, right))]);
  });

  test.each([
    ['that throws', 'pipeline.ts', "throw new Error('not today')", 'cannot be read, so nothing was started: not today'],
    [
      'that does not parse',
      'pipeline.ts',
      'const x = ;',
      'cannot be read, so nothing was started: it is not TypeScript: unexpected token',
    ],
    [
      'that imports a file that was not pushed',
      'pipeline.ts',
      "import { x } from './left-out'; export default x;",
      'cannot be read, so nothing was started: it imports ./left-out, which does not exist: correct the path (pipeline.ts:1)',
    ],
    ['that does not exist', 'other.ts', '1', undefined],
  ])('a pipeline file %s sees that, and nothing is started', async (_, file, text, sentence) => {
    const world = await AGitServer.start();
    await world.install('pipeline.ts');
    await world.commit({ [file]: text });
    const tip = (await world.git('rev-parse', 'HEAD')).out.slice(0, 7);
    const [line = '', ...more] = await world.push('main');
    expect(more).toEqual([]);
    if (sentence === undefined) expect(line).toBe(`slipway: ${tip} does not contain pipeline.ts, so nothing was started`);
    else expect(line.startsWith(`slipway: pipeline.ts of ${tip} ${sentence}`)).toBe(true);
    expect(await world.merges()).toEqual([]);
  });

  test('a link out of the repository cannot make Slipway follow it', async () => {
    const world = await AGitServer.start();
    await world.install();
    writeFileSync(join(world.folder, 'elsewhere.json'), world.pipeline());
    await world.link('pipeline.json', join(world.folder, 'elsewhere.json'));
    expect(await world.push('main')).toEqual([expect.stringMatching(/ cannot be read, so nothing was started: .* JSON/)]);
    expect(await world.merges()).toEqual([]);
  });

  test('a pipeline of another branch sees that it does not accept pushes to this one', async () => {
    const world = await AGitServer.start();
    await world.install();
    await world.commit({
      'pipeline.json': world.pipeline({ source: { kind: 'git', repository: 'acme/shop', branch: 'release' } }),
    });
    expect((await world.push('main')).at(-1)).toBe('slipway:   source/branch: "release": the push was to main');
    expect(await world.merges()).toEqual([]);
  });

  test('starts a change of each pipeline of the branch, and problems of one do not stop the other', async () => {
    const world = await AGitServer.start();
    await world.install('one.json');
    await world.install('two.json');
    const tip = await world.commit({ 'one.json': world.pipeline(), 'two.json': world.pipeline({ team: 7 }) });
    expect(await world.push('main')).toEqual([
      onItsWay(changeOf(world, tip)),
      `slipway: two.json of ${tip.slice(0, 7)} has problems, so nothing was started:`,
      'slipway:   team: 7 is not text: put it in quotes, "7"',
    ]);
    expect(await world.merges()).toEqual(['merged']);
  });

  test('while slipway serve does not run can still push, and sees what to do', async () => {
    const serve = await AServe.start();
    const world = await AGitServer.start(serve);
    await world.install();
    await serve.stop();
    const tip = await world.commit({ 'pipeline.json': world.pipeline() });
    const [line, ...more] = await world.push('main');
    expect(line).toMatch(
      /^slipway did not receive this push \(nothing answers at http:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED/,
    );
    expect(line).toContain(`slipway submit --repository ${world.bare} --commit ${tip} --pipeline pipeline.json`);
    expect(more).toEqual([]);
    expect((await world.git('ls-remote', 'origin', 'main')).out).toContain(tip);
  });

  test('while Slipway itself is gone can still push, and sees that', async () => {
    const world = await AGitServer.start();
    await world.install();
    const hook = join(world.bare, 'hooks/post-receive');
    writeFileSync(hook, (await world.hook()).replaceAll("slipway.js'", "gone.js'"));
    const tip = await world.commit({ 'pipeline.json': world.pipeline() });
    expect((await world.push('main')).at(-1)).toMatch(/^slipway did not receive this push, see above: /);
    expect((await world.git('ls-remote', 'origin', 'main')).out).toContain(tip);
  });

  test('to a repository that is not registered any more sees that', async () => {
    const world = await AGitServer.start();
    await world.install();
    await world.forget();
    await world.commit();
    expect(await world.push('main')).toEqual([`slipway does not know ${world.bare}: run slipway hook install for it again`]);
  });
});
