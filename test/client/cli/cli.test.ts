// @slow: starts the command line about a hundred times
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { aPipeline, broken } from '../../pipeline/builders/a-pipeline';
import { aFileFolder } from '../a-file-folder';
import { aSentence, slipway } from './a-shell';

const { folder, file } = aFileFolder();
const noServer = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const good = file('good.json', aPipeline());
const bare = mkdtempSync(join(folder, 'bare-'));

/** The commands for pipeline files, for changes, and for running Slipway. */
const files = ['init', 'check', 'plan', 'schema'];
const changes = ['submit', 'status', 'watch', 'approve', 'reject', 'cancel', 'retry', 'accept'];
const running = ['serve', 'hook', 'worker', 'up', 'demo'];
const commands = [...files, ...changes, ...running];

describe('the command line', () => {
  test('lists its commands, and no others', async () => {
    const { code, out } = await slipway(['--help']);
    expect(code).toBe(0);
    const listed = [...out.matchAll(/^ {2}([a-z]+) (?=.* {2})/gm)].map(([, command]) => command);
    expect(listed.filter((name) => name !== 'help').sort()).toEqual([...commands].sort());
  });

  test('ends without an error if nobody reads its output any more, as after `| head`', async () => {
    const program = resolve(__dirname, '../../../bin/slipway.js');
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `node ${program} schema | true`]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  test.each(commands)('shows an example of %s', async (command) => {
    const { code, out } = await slipway([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nExamples?:\n {2}\S/);
  });

  test.each([
    [['deploy'], "unknown command 'deploy'"],
    [['status', '--jason'], "unknown option '--jason'"],
    [['submit'], "required option '-p, --pipeline <file>' not specified"],
    [['status', 'one', 'two'], 'too many arguments'],
    [['hook', 'remove'], "unknown command 'remove'"],
    [[], 'Usage: slipway [options] [command]'],
    [['help', 'deploy'], 'Usage: slipway [options] [command]'],
    [['cancel'], "missing required argument 'change'"],
    [['approve', 'shop/1'], "required option '--stage <name>' not specified"],
    [['reject', 'shop/1', '--stage', 'first'], "required option '--why <reason>' not specified"],
    [['up', 'here'], "too many arguments for 'up'"],
    [['worker', '--folder', 'x'], "unknown option '--folder'"],
    [['demo', '--story', 'none'], 'none is not a story: choose one of '],
    [['check'], 'name one or more pipeline files, or a folder with --fleet'],
    [
      ['check', good, '--fleet', '.', '--next', '--templates', 'dist', '--policy', 'policy.ts'],
      `--fleet . cannot be combined with ${good}, --policy, --templates, --next: it checks no rules, and accepts only --json`,
    ],
    [['check', '--fleet', bare], `no pipeline file is below ${bare}: its name must end in pipeline.ts or pipeline.json`],
    [['check', bare], `no pipeline file is below ${bare}: its name must end in pipeline.ts or pipeline.json`],
    [['check', '--fleet', good], `${good} is not a folder`],
    [['check', good, '--templates', join(folder, 'none')], 'none is not a folder'],
    [['check', good, '--policy', good], `the policy ${good} cannot be used: it does not export a list of rules`],
    [['plan', good, good], 'name one pipeline file, or two with --diff'],
    [['plan', '--diff', good], '--diff compares two pipeline files: name the old one, then the new one'],
    [['plan', good, '--from', '2026-02-30T00:00Z'], '2026-02-30T00:00Z is not a time'],
    [['plan', good, '--from', 'tomorrow'], 'tomorrow is not a time: write it with its time zone, as in 2026-11-24T09:00Z'],
    [
      ['plan', '--diff', good, good, '--alters', 'api', '--from', '2026-11-24T09:00Z'],
      '--diff cannot be combined with --from and --alters: it does not plan a change',
    ],
    [['plan', good, '--templates', '/no/such/folder'], '/no/such/folder is not a folder'],
    [['plan', '--diff', good, good, '--templates', '.'], '--diff cannot be combined with --templates: it does not plan a change'],
    [['plan', '--alters', 'apu,api', good], 'the pipeline has no component apu: choose from api, table'],
    [['plan', '--alters', ',', good], '--alters names no component: choose from api, table'],
  ])('used wrongly, as in %j, says so and ends with 2', async (args, sentence) => {
    const { code, err } = await slipway(args);
    expect(err).toContain(sentence);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
  });

  test.each(['install', 'rotate', 'send'])('shows an example of hook %s', async (command) => {
    const { code, out } = await slipway(['hook', command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nExamples?:\n {2}\S/);
  });

  test('without a server says so in a sentence and ends with 3', async () => {
    const commands = [
      ['status'],
      ['watch', 'shop/1'],
      ['submit', '--pipeline', good],
      ['approve', 'shop/1', '--stage', 'first', '--why', 'x'],
      ['reject', 'shop/1', '--stage', 'first', '--why', 'x'],
      ['cancel', 'shop/1'],
      ['retry', 'shop/1'],
      ['accept', 'prod/us-east-1', '--why', 'x'],
      ['worker'],
    ];
    for (const { code, err } of await Promise.all(commands.map((args) => slipway(args, noServer)))) {
      expect(err).toMatch(/^Temporal does not answer at 127\.0\.0\.1:1: start a server, or set TEMPORAL_ADDRESS/);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(3);
    }
  });

  test.each(['http://127.0.0.1:7233', '127.0.0.1:web', '[::1', '127.0.0.1:99999'])(
    'with an impossible server address, as in %s, says so in a sentence and ends with 3',
    async (address) => {
      const { code, err } = await slipway(['status'], { TEMPORAL_ADDRESS: address });
      expect(err.startsWith(`Temporal does not answer at ${address}: start a server, or set TEMPORAL_ADDRESS`)).toBe(true);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(3);
    },
  );

  test.each([['hook', 'rotate', '.'], ['hook', 'send'], ['up']])(
    'that cannot read or write a file says so in a sentence and ends with 3: %s %s',
    async (...args) => {
      const taken = file('taken', 'a file, where a folder should be');
      const repository = join(folder, 'repository');
      await promisify(execFile)('git', ['init', '--quiet', repository]);
      const { code, err } = await slipway(args, { SLIPWAY_FOLDER: taken }, repository);
      expect(err).toMatch(/^ENOTDIR: not a directory, \w+ '.*taken\//);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(3);
    },
  );

  test.each([['status'], ['worker'], ['up'], ['serve', '--port', '0']])(
    'whose settings cannot be read says so and ends with 2: %s',
    async (...args) => {
      const env = { TEMPORAL_CONFIG_FILE: file('broken.toml', '[profile'), SLIPWAY_FOLDER: join(folder, 'slipway') };
      const { code, err } = await slipway(args, env);
      expect(err).toMatch(/^the settings for Temporal \(TEMPORAL_\*\) cannot be read: Invalid TOML/);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(2);
    },
  );
});

describe('submit', () => {
  test('prints each problem of the pipeline on a line of its own and ends with 1, before it asks for a server', async () => {
    const wrong = { ...broken('queue', 'latest'), name: 'Check Out' };
    const { code, err } = await slipway(['submit', '--pipeline', file('wrong.json', wrong)], noServer);
    expect(err).toMatch(/has problems:\n/);
    expect(err).toMatch(/^ {2}name: .+$/m);
    expect(err).toMatch(/^ {2}queue: .+$/m);
    expect(code).toBe(1);
  });

  test('says that a pipeline file cannot be read and ends with 1', async () => {
    const { code, err } = await slipway(['submit', '--pipeline', join(folder, 'none.ts')], noServer);
    expect(err).toMatch(/none\.ts cannot be read: /);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(1);
  });

  test('says that a folder is not a pipeline file and ends with 1', async () => {
    const { code, err } = await slipway(['submit', '--pipeline', folder], noServer);
    expect({ code, err }).toEqual({ code: 1, err: `${folder} cannot be read: it is a folder\n` });
  });

  test.each([
    [['--repository', folder], `no git repository at ${folder} has a commit HEAD: choose another --repository or --commit`],
    [['--commit', 'no-such-branch'], 'no git repository at . has a commit no-such-branch'],
    [
      ['--repository', 'https://example.com/shop.git', '--commit', 'main'],
      '--commit needs a full commit id of 40 digits, not main',
    ],
  ])('of a commit that does not exist, as in %j, says so and ends with 2', async (args, sentence) => {
    const { code, err } = await slipway(['submit', '--pipeline', good, ...args], noServer);
    expect(err).toContain(sentence);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
  });
});

describe('a policy that SLIPWAY_POLICY names', () => {
  const strict = file('strict.ts', "import { mustReview } from 'slipway'; export default [mustReview(7)];");
  const lost = join(folder, 'lost.ts');

  test('applies when a change is submitted and when pipelines are checked', async () => {
    for (const args of [
      ['submit', '--pipeline', good],
      ['check', good],
    ]) {
      const { code, out, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: strict });
      expect(`${out}${err}`).toMatch(/review\/approvals: \d .*write 7 or more/);
      expect(code).toBe(1);
    }
  });

  test('whose rule throws is reported by the name of the rule', async () => {
    const odd = "export default [{ name: 'odd', level: 'error', needs: 'nothing', find: () => { throw new Error('oh') } }]";
    for (const args of [
      ['submit', '--pipeline', good],
      ['check', good],
    ]) {
      const { code, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: file('odd.ts', odd) });
      expect({ code, err }).toEqual({ code: 2, err: 'the policy’s rule odd throws: oh\n' });
    }
  });

  test('is none if the variable is empty', async () => {
    expect((await slipway(['check', good], { ...noServer, SLIPWAY_POLICY: '' })).code).toBe(0);
  });

  test.each([[['submit', '--pipeline', good]], [['check', good]], [['serve', '--port', '0']], [['worker']], [['up']]])(
    'that cannot be used ends %j with 2 and a sentence, before anything is done without it',
    async (args) => {
      const { code, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: lost });
      expect(err).toMatch(/^the policy .*lost\.ts cannot be used: /);
      expect({ code, isSentence: aSentence(err) }).toEqual({ code: 2, isSentence: true });
    },
  );
});

describe('before anything runs, a person reads', () => {
  const wrong = file('never.json', { ...broken('queue', 'latest'), name: 'Check Out' });

  test('a check of each file, which ends with 1 if one has an error', async () => {
    const { code, out, err } = await slipway(['check', good, wrong, join(folder, 'none.ts')], noServer);
    expect(out.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringMatching(/good\.json: (?!.*error)/),
      expect.stringMatching(/never\.json: 1 error, .*1 not done yet$/),
      expect.stringMatching(/none\.ts: 1 error$/),
      '',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  test('a plan, which needs no server; there is none of a pipeline with errors', async () => {
    const planned = await slipway(['plan', good, '--from', '2026-11-24T09:00Z'], noServer);
    expect(planned).toMatchObject({ code: 0, err: '', out: expect.stringContaining('from 2026-11-24 09:00 UTC') });
    const refused = await slipway(['plan', wrong], noServer);
    expect(refused).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/never\.json: 1 error\n {2}error {9}name: .*\n$/),
    });
  });

  test('the errors of a pipeline as JSON, as a check prints them, on both sides of a comparison', async () => {
    const checked = await slipway(['check', wrong, '--json'], noServer);
    expect(await slipway(['plan', wrong, '--json'], noServer)).toEqual(checked);
    const levels = JSON.parse(checked.out)[0].problems.map(({ level }: { level: string }) => level);
    expect([levels[0], levels.at(-1), checked.code]).toEqual(['error', 'notYet', 1]);
    const none = join(folder, 'none.ts');
    const both = await slipway(['plan', '--diff', wrong, none, '--json'], noServer);
    expect(JSON.parse(both.out).map(({ file }: { file: string }) => file)).toEqual([wrong, none]);
    const printed = await slipway(['plan', '--diff', wrong, none], noServer);
    expect(printed.err).toMatch(/never\.json: 1 error\n.*\n.*none\.ts: 1 error\n/);
    expect([both.code, printed.code]).toEqual([1, 1]);
  });

  test('a plan of a change that alters the components named before the file, each once', async () => {
    for (const alters of [
      ['--alters', 'table, api,table'],
      ['--alters', 'table', '--alters', 'api', '--alters', 'table'],
    ]) {
      const { code, out } = await slipway(['plan', ...alters, good, '--json'], noServer);
      expect({ code, alters: JSON.parse(out).alters }).toEqual({ code: 0, alters: ['table', 'api'] });
    }
  });

  test('a comparison of a fleet, which ignores a policy in the environment', async () => {
    const fleet = mkdtempSync(join(folder, 'fleet-'));
    writeFileSync(join(fleet, 'pipeline.json'), JSON.stringify(aPipeline()));
    const compared = await slipway(['check', '--fleet', fleet], { ...noServer, SLIPWAY_POLICY: join(folder, 'none.ts') });
    expect(compared).toEqual({ code: 0, out: '1 pipeline: checkout\n', err: '' });
  });

  test('what an edit of a pipeline changes, also as JSON', async () => {
    const quick = file('quick.json', broken('stages/3/bakes/region/for', '30m'));
    const { code, out } = await slipway(['plan', '--diff', good, quick, '--json'], noServer);
    const sentence = 'Region bake of wave second 4 h → 30 min: weaker';
    expect({ code, found: JSON.parse(out) }).toEqual({
      code: 0,
      found: [{ path: 'stages/second/bakes/region/for', effect: 'weaker', sentence }],
    });
  });
});
