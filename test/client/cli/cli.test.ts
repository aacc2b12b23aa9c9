// @slow: starts the command line about a hundred times
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aPipeline, broken } from '../../pipeline/builders/a-pipeline';
import { aSentence, slipway } from './a-shell';

const folder = mkdtempSync(join(tmpdir(), 'slipway-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, name);
}

const noServer = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
const good = file('good.json', aPipeline());
const bare = mkdtempSync(join(folder, 'bare-'));

/** What is done with pipeline files, with changes, and to have it all run. */
const files = ['init', 'check', 'plan', 'schema'];
const changes = ['submit', 'status', 'watch', 'approve', 'reject', 'cancel', 'retry', 'accept'];
const running = ['serve', 'hook', 'worker', 'up', 'demo'];
const commands = [...files, ...changes, ...running];

describe('the command line', () => {
  it('lists its commands, and no others', async () => {
    const { code, out } = await slipway(['--help']);
    expect(code).toBe(0);
    const listed = [...out.matchAll(/^ {2}([a-z]+) (?=.* {2})/gm)].map(([, command]) => command);
    expect(listed.filter((name) => name !== 'help').sort()).toEqual([...commands].sort());
  });

  it.each(commands)('shows an example of %s', async (command) => {
    const { code, out } = await slipway([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nExamples?:\n {2}\S/);
  });

  it.each([
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
    [['demo', '--story', 'none'], 'there is no story none: there are '],
    [['check'], 'name one or more pipeline files, or a folder with --fleet'],
    [
      ['check', good, '--fleet', '.', '--next', '--templates', 'dist', '--policy', 'policy.ts'],
      `--fleet . was given together with ${good}, --policy, --templates, --next: it asks no rule and goes with --json alone`,
    ],
    [['check', '--fleet', bare], `there is no pipeline file below ${bare}: its name ends in pipeline.ts or pipeline.json`],
    [['check', bare], `there is no pipeline file below ${bare}: its name ends in pipeline.ts or pipeline.json`],
    [['check', '--fleet', good], `there is no folder ${good}`],
    [['check', good, '--templates', join(folder, 'none')], 'there is no folder'],
    [['check', good, '--policy', good], `the policy ${good} cannot be used: it exports no list of rules`],
    [['plan', good, good], 'name one pipeline file, or with --diff two'],
    [['plan', '--diff', good], '--diff compares two pipeline files: name the old one, then the new one'],
    [['plan', good, '--from', '2026-02-30T00:00Z'], '2026-02-30T00:00Z is no moment'],
    [['plan', good, '--from', 'tomorrow'], 'tomorrow is no moment: write it with its time zone, as in 2026-11-24T09:00Z'],
    [
      ['plan', '--diff', good, good, '--alters', 'api', '--from', '2026-11-24T09:00Z'],
      '--diff compares two pipelines and plans no change: leave out --from and --alters, or --diff',
    ],
    [['plan', '--alters', 'apu,api', good], 'apu is no component: there are api, table'],
    [['plan', '--alters', ',', good], '--alters names no component: there are api, table'],
  ])('used wrongly, as in %j, says so and ends with 2', async (args, sentence) => {
    const { code, err } = await slipway(args);
    expect(err).toContain(sentence);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
  });

  it.each(['install', 'rotate', 'send'])('shows an example of hook %s', async (command) => {
    const { code, out } = await slipway(['hook', command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/\nExamples?:\n {2}\S/);
  });

  it('that reaches no server says so in a sentence and ends with 3', async () => {
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

  it.each(['http://127.0.0.1:7233', '127.0.0.1:web', '[::1', '127.0.0.1:99999'])(
    'whose server has no address that could be, as in %s, says so in a sentence and ends with 3',
    async (address) => {
      const { code, err } = await slipway(['status'], { TEMPORAL_ADDRESS: address });
      expect(err.startsWith(`Temporal does not answer at ${address}: start a server, or set TEMPORAL_ADDRESS`)).toBe(true);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(3);
    },
  );

  it.each([['hook', 'rotate', '.'], ['hook', 'send'], ['up']])(
    'that may not write or read where it has to says so in a sentence and ends with 3: %s %s',
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

  it.each([['status'], ['worker'], ['up'], ['serve', '--port', '0']])(
    'whose settings make no sense says so and ends with 2: %s',
    async (...args) => {
      const env = { TEMPORAL_CONFIG_FILE: file('broken.toml', '[profile'), SLIPWAY_FOLDER: join(folder, 'slipway') };
      const { code, err } = await slipway(args, env);
      expect(err).toMatch(/^the settings for Temporal, which TEMPORAL_\* name, cannot be read: Invalid TOML/);
      expect(aSentence(err)).toBe(true);
      expect(code).toBe(2);
    },
  );
});

describe('submit', () => {
  it('prints each problem of the pipeline on a line of its own and ends with 1, before it asks for a server', async () => {
    const wrong = { ...broken('queue', 'latest'), name: 'Check Out' };
    const { code, err } = await slipway(['submit', '--pipeline', file('wrong.json', wrong)], noServer);
    expect(err).toMatch(/has problems:\n/);
    expect(err).toMatch(/^ {2}name: .+$/m);
    expect(err).toMatch(/^ {2}queue: .+$/m);
    expect(code).toBe(1);
  });

  it('says that a pipeline file cannot be read and ends with 1', async () => {
    const { code, err } = await slipway(['submit', '--pipeline', join(folder, 'none.ts')], noServer);
    expect(err).toMatch(/none\.ts cannot be read: /);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(1);
  });

  it('says that a folder is no pipeline file and ends with 1', async () => {
    const { code, err } = await slipway(['submit', '--pipeline', folder], noServer);
    expect({ code, err }).toEqual({ code: 1, err: `${folder} cannot be read: it is no file\n` });
  });

  it.each([
    [['--repository', folder], 'is no git repository with a commit HEAD: name another with --repository or --commit'],
    [['--commit', 'no-such-branch'], 'is no git repository with a commit no-such-branch'],
    [
      ['--repository', 'https://example.com/shop.git', '--commit', 'main'],
      '--commit must be a whole commit id of 40 digits, not main',
    ],
  ])('of what is no commit, as in %j, says so and ends with 2', async (args, sentence) => {
    const { code, err } = await slipway(['submit', '--pipeline', good, ...args], noServer);
    expect(err).toContain(sentence);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
  });
});

describe('a policy that SLIPWAY_POLICY names', () => {
  const strict = file('strict.ts', "import { mustReview } from 'slipway'; export default [mustReview(7)];");
  const lost = join(folder, 'lost.ts');

  it('holds where a change is submitted and where pipelines are checked', async () => {
    for (const args of [
      ['submit', '--pipeline', good],
      ['check', good],
    ]) {
      const { code, out, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: strict });
      expect(`${out}${err}`).toMatch(/review\/approvals: \d is too few here: write 7 or more/);
      expect(code).toBe(1);
    }
  });

  it('and whose rule throws is to blame itself, and not the pipeline', async () => {
    const odd = "export default [{ name: 'odd', level: 'error', needs: 'nothing', find: () => { throw new Error('oh') } }]";
    for (const args of [
      ['submit', '--pipeline', good],
      ['check', good],
    ]) {
      const { code, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: file('odd.ts', odd) });
      expect({ code, err }).toEqual({ code: 2, err: 'the policy’s rule odd throws: oh\n' });
    }
  });

  it('is none where it names none', async () => {
    expect((await slipway(['check', good], { ...noServer, SLIPWAY_POLICY: '' })).code).toBe(0);
  });

  it.each([[['submit', '--pipeline', good]], [['check', good]], [['serve', '--port', '0']], [['worker']], [['up']]])(
    'and that cannot be used ends %j with 2 and a sentence, before anything is done without it',
    async (args) => {
      const { code, err } = await slipway(args, { ...noServer, SLIPWAY_POLICY: lost });
      expect(err).toMatch(/^the policy .*lost\.ts cannot be used: /);
      expect({ code, isSentence: aSentence(err) }).toEqual({ code: 2, isSentence: true });
    },
  );
});

describe('what people read before anything runs', () => {
  const wrong = file('never.json', { ...broken('queue', 'latest'), name: 'Check Out' });

  it('is a check of each file, which ends with 1 where one has an error', async () => {
    const { code, out, err } = await slipway(['check', good, wrong, join(folder, 'none.ts')], noServer);
    expect(out.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      expect.stringMatching(/good\.json: (?!.*error)/),
      expect.stringMatching(/never\.json: 1 error, .*1 not done yet$/),
      expect.stringMatching(/none\.ts: 1 error$/),
      '',
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
  });

  it('is a plan, which needs no server; of a pipeline with errors there is none', async () => {
    const planned = await slipway(['plan', good, '--from', '2026-11-24T09:00Z'], noServer);
    expect(planned).toMatchObject({ code: 0, err: '', out: expect.stringContaining('from 2026-11-24 09:00 UTC') });
    const refused = await slipway(['plan', wrong], noServer);
    expect(refused).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/never\.json: 1 error\n {2}error {9}name: .*\n$/),
    });
  });

  it('tells programs of a pipeline with errors as a check does, on both sides of a comparison', async () => {
    const checked = await slipway(['check', wrong, '--json'], noServer);
    expect(await slipway(['plan', wrong, '--json'], noServer)).toEqual(checked);
    const levels = JSON.parse(checked.out)[0].problems.map(({ level }: { level: string }) => level);
    expect([levels[0], levels.at(-1), checked.code]).toEqual(['error', 'notYet', 1]);
    const none = join(folder, 'none.ts');
    const both = await slipway(['plan', '--diff', wrong, none, '--json'], noServer);
    expect(JSON.parse(both.out).map(({ file }: { file: string }) => file)).toEqual([wrong, none]);
    const told = await slipway(['plan', '--diff', wrong, none], noServer);
    expect(told.err).toMatch(/never\.json: 1 error\n.*\n.*none\.ts: 1 error\n/);
    expect([both.code, told.code]).toEqual([1, 1]);
  });

  it('is a plan of a change that alters what is named before the file, each once', async () => {
    for (const alters of [
      ['--alters', 'table, api,table'],
      ['--alters', 'table', '--alters', 'api', '--alters', 'table'],
    ]) {
      const { code, out } = await slipway(['plan', ...alters, good, '--json'], noServer);
      expect({ code, alters: JSON.parse(out).alters }).toEqual({ code: 0, alters: ['table', 'api'] });
    }
  });

  it('is a comparison of a fleet, which a policy in the environment does not hinder', async () => {
    const fleet = mkdtempSync(join(folder, 'fleet-'));
    writeFileSync(join(fleet, 'pipeline.json'), JSON.stringify(aPipeline()));
    const compared = await slipway(['check', '--fleet', fleet], { ...noServer, SLIPWAY_POLICY: join(folder, 'none.ts') });
    expect(compared).toEqual({ code: 0, out: '1 pipeline: checkout\n', err: '' });
  });

  it('is what an edit of a pipeline alters, for programs too', async () => {
    const quick = file('quick.json', broken('stages/3/bakes/region/for', '30m'));
    const { code, out } = await slipway(['plan', '--diff', good, quick, '--json'], noServer);
    const says = 'Region bake of wave second 4 h → 30 min: weaker';
    expect({ code, found: JSON.parse(out) }).toEqual({
      code: 0,
      found: [{ path: 'stages/second/bakes/region/for', effect: 'weaker', says }],
    });
  });
});
