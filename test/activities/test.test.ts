import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestInput, TestOutcome } from '../../activities/contract';
import { test as tests } from '../../activities/test';
import type { Target } from '../../pipeline/model/target';
import { aFolder } from '../a-folder';
import { aRelease, note } from './builders/a-release';
import { ARepository, environment, someRepositories } from './builders/a-repository';
import { aSite } from './builders/a-site';
import { anActivity } from './builders/an-activity';

const site = aSite();
const outputs = join(aFolder(), 'outputs');
const repositories = someRepositories();
const repository = new ARepository();
const commit = repository.commit({ files: { 'tests/smoke.sh': 'echo "it answers"' } });

function run(commands: readonly string[], more: Partial<TestInput> = {}, activity = anActivity()): Promise<TestOutcome> {
  const input: TestInput = {
    change: 'shop/3f2a1c9d04be',
    merge: repository.merge(commit),
    commands,
    stage: 'gamma',
    region: site.region,
    targets: [],
    ...more,
  };
  return activity.run(tests({ aws: site.aws, repositories, environment, outputs }), input);
}

const logged = async (stage: string): Promise<string> => await readFile(join(outputs, `3f2a1c9-${stage}-us-west-2.log`), 'utf8');

describe('the tests of a stage', () => {
  test('run in a checkout of the change, one after the other, and their whole output is logged', async () => {
    const commands = ['sh tests/smoke.sh', 'echo to the side >&2'];
    expect(await run(commands, { stage: 'alpha' })).toEqual({ kind: 'passed' });
    expect(await logged('alpha')).toBe('it answers\nto the side\n');
  });

  test('stop at the first that fails, with its Region, exit code, output and log file', async () => {
    const outcome = await run(['echo one', 'echo two; exit 4', 'echo three'], { stage: 'beta' });
    expect(outcome).toEqual({
      kind: 'failed',
      because: `\`echo two; exit 4\` in us-west-2 ended with code 4 (whole output: ${join(outputs, '3f2a1c9-beta-us-west-2.log')}):\ntwo`,
    });
    expect(await logged('beta')).toBe('one\ntwo\n');
  });

  test('get the endpoints by zone and share, the stage and the Region in their environment', async () => {
    const place = (zone: string, share: 'one-box' | 'fleet'): Target => ({
      ...site.target(`${zone}-${share}`),
      zone,
      share,
    });
    const targets = [place('az1', 'one-box'), place('az1', 'fleet'), place('az2', 'fleet'), site.target('table')];
    for (const target of targets.slice(0, 3)) {
      const release = aRelease(note('one'), { Endpoint: { Value: `http://${target.stack}` } });
      const whole = release.components.api?.whole;
      if (whole !== undefined)
        await site.deploy({ target, release: await site.save({ ...release, components: { api: { whole, oneBox: whole } } }) });
    }
    await site.deploy({ target: site.target('table'), release: await site.save(aRelease(note('one'))) });
    await run(['echo "$SLIPWAY_STAGE $SLIPWAY_REGION"; echo "$SLIPWAY_ENDPOINTS"'], { targets });
    const [place1, endpoints] = (await logged('gamma')).split('\n');
    expect(place1).toBe('gamma us-west-2');
    expect(JSON.parse(endpoints ?? '')).toEqual({
      az1: { 'one-box': 'http://az1-one-box', fleet: 'http://az1-fleet' },
      az2: { fleet: 'http://az2-fleet' },
    });
  });

  test('see nothing else of the worker’s environment', async () => {
    process.env.SLIPWAY_TEST_SECRET = 'secret';
    await run(['env'], { stage: 'secrets' });
    expect(await logged('secrets')).toContain('SLIPWAY_STAGE=secrets');
    expect(await logged('secrets')).not.toMatch(/secret$|AWS_|SLIPWAY_TEST/m);
  });

  test('end, and leave no checkout behind, if they are cancelled', async () => {
    const activity = anActivity();
    activity.on('heartbeat', () => activity.cancel());
    await expect(run(['sleep 60'], {}, activity)).rejects.toMatchObject({ name: 'CancelledFailure' });
    const { folder } = repositories;
    expect((await readdir(folder)).filter((name) => name.startsWith('checkout-'))).toEqual([]);
  });
});
