import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import * as slipway from 'slipway';
import type { Answers } from '../../../client/init/answers';
import { firstPipeline } from '../../../client/init/first-pipeline';
import { pipelineText } from '../../../client/init/pipeline-text';
import { loadPipeline } from '../../../client/read/load';
import { problems } from '../../../pipeline/rules/problems';
import { someAnswers } from './some-answers';

const root = resolve(__dirname, '../../..');
const folder = join(root, '.slipway/test-init');
const golden = join(__dirname, 'orders.pipeline.txt');

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** The written pipeline after every step in its comments. */
const grown = (text: string): string =>
  text
    .replace(/^ *alarms: \[\],\n/m, '')
    .replace("rung: 'oneRegion'", "rung: 'waves'")
    .replace(/^ *approval: .*\n/m, '')
    .replace(/, hours,/, ', beta, gamma,')
    .replace(/^( *)\/\/ {3}/gm, '$1');

describe('the first pipeline', () => {
  const text = pipelineText(someAnswers);

  test('has the approved text; RENEW_GOLDEN=1 renews it', () => {
    if (process.env.RENEW_GOLDEN === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test('can start a change', async () => {
    expect(await loadPipeline(file('first.ts', text))).toMatchObject({ kind: 'pipeline', pipeline: firstPipeline(someAnswers) });
  });

  test('has no error after all the steps in its comments, and claims the highest rung', async () => {
    const loaded = await loadPipeline(file('grown.ts', grown(text)));
    expect(loaded).toMatchObject({
      kind: 'pipeline',
      pipeline: { rung: 'waves', components: { api: { oneBox: 'api.template.json' } } },
    });
    const stages = loaded.kind === 'pipeline' ? loaded.pipeline.stages.map(({ name }) => name) : [];
    expect(stages).toEqual(['alpha', 'beta', 'gamma', 'first', 'second']);
  });

  test('compiles as it is and after all its steps', () => {
    const include = [file('first.ts', text), file('grown.ts', grown(text))];
    file('tsconfig.json', JSON.stringify({ extends: '../../tsconfig.json', include, exclude: [] }));
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test('exports the pipeline that the rules checked, whatever the answers', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const exported = defaultExport(pipelineText(answers));
        expect(exported).toEqual(firstPipeline(answers));
        expect(problems(firstPipeline(answers)).filter(({ level }) => level === 'error' || level === 'notYet')).toEqual([]);
      }),
    );
  });
});

const free = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));
const account = fc.integer({ min: 0, max: 999_999_999_999 }).map((digits) => String(digits).padStart(12, '0'));
const plain = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9})?$/);

const anyAnswers: fc.Arbitrary<Answers> = fc.record({
  name: plain,
  team: free,
  repository: free,
  branch: free,
  unitTests: free,
  build: free,
  output: plain,
  template: plain.map((name) => `infra/${name}.json`),
  smokeTests: free,
  region: fc.constantFrom('us-west-2', 'us-east-1', 'eu-central-1', 'ap-southeast-2'),
  zone: plain,
  testAccount: account,
  account,
  approvers: fc
    .uniqueArray(
      fc.emailAddress().map((address) => address.toLowerCase()),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => all.join(', ')),
});

/** Compiles and runs it in this process: a process for each would take minutes. */
function defaultExport(text: string): unknown {
  const { code } = transformSync(text, { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } });
  const exports: { default?: unknown } = {};
  new Function('exports', 'require', code)(exports, (name: string) => (name === 'slipway' ? slipway : undefined));
  return exports.default;
}
