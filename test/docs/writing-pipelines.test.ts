import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { changeChecklist } from '../../client/init/checklist';
import { loadPipeline } from '../../client/read/load';
import { loadPolicy } from '../../client/read/policy';
import { notSupported } from '../../pipeline/rules/definition/not-supported';
import { problems } from '../../pipeline/rules/problems';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/writing-pipelines.md'), 'utf8');
const folder = join(root, '.slipway/test-writing-pipelines');

const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);

/** The first line of each example names its file. */
const examples = blocks('ts').map((text) => ({ file: /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] ?? 'nameless.ts', text }));

const linesOf = (...files: string[]): number =>
  examples.filter(({ file }) => files.includes(file)).reduce((sum, { text }) => sum + text.trim().split('\n').length - 1, 0); // without the line with the file's name

/** A whole pipeline around the examples that are only parts of one. */
const host = `
import { definePipeline, region } from 'slipway';
import { production } from './cells';
import { components } from './components';
import { second } from './windows';
import whole from './waves';

export default definePipeline({
  ...whole,
  components,
  alarms: { ...whole.alarms, region: ['orders-{environment}-table-throttles'] },
  stages: [...production, { ...second, name: 'last', regions: [region('eu-north-1', ['eun1-az1'])] }],
});
`;

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of [...examples, { file: 'host.ts', text: host }]) writeFileSync(join(folder, file), text);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }),
  );
});

const loaded = (file: string) => loadPipeline(join(folder, file));

describe('the examples of the page on writing pipelines', () => {
  test('have a file each', () => {
    const files = examples.map(({ file }) => file);
    expect(files.length).toBeGreaterThan(8);
    expect([...new Set(files)]).toEqual(files);
    expect(files).not.toContain('nameless.ts');
  });

  test('compile', () => {
    const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  test.each(examples.filter(({ text }) => /^export default (?!\[)/m.test(text)).map(({ file }) => file))(
    '%s is a pipeline that a change may start with',
    async (file) => {
      expect(await loaded(file)).toMatchObject({ kind: 'pipeline' });
    },
  );

  test('that are parts of a pipeline fit together', async () => {
    expect(await loaded('host.ts')).toMatchObject({ kind: 'pipeline' });
  });

  test('in JSON are one setting of an editor and one pipeline, and both can be read', async () => {
    const [settings, pipeline] = blocks('json');
    expect(JSON.parse(settings ?? '')).toMatchObject({ 'json.schemas': [{ url: './pipeline.schema.json' }] });
    writeFileSync(join(folder, 'pipeline.json'), pipeline ?? '');
    expect(await loaded('pipeline.json')).toMatchObject({ kind: 'pipeline', pipeline: { rung: 'test' } });
  });
});

test('the policy on the page applies in addition to the rules of the model', async () => {
  const policy = await loadPolicy(join(folder, 'policy.ts'));
  const read = await loaded('waves.ts');
  const found = read.kind === 'pipeline' ? problems({ ...read.pipeline, team: 'travel' }, { policy }) : [];
  expect(found.filter(({ level }) => level === 'error')).toEqual([
    { rule: 'known-team', level: 'error', path: 'team', message: '"travel" is not one of our teams: write retail or media' },
  ]);
});

test('the example of ten lines has ten lines', () => {
  expect(linesOf('ten.ts')).toBe(10);
});

test('the compiler finds slipway outside the clone with the settings on the page', () => {
  const [settings = ''] = blocks('jsonc');
  const outside = mkdtempSync(join(tmpdir(), 'slipway-'));
  writeFileSync(join(outside, 'tsconfig.json'), settings.replace('./path/to/slipway', root));
  writeFileSync(join(outside, 'ten.ts'), examples.find(({ file }) => file === 'ten.ts')?.text ?? '');
  const { status, stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', outside, '--noEmit'], { encoding: 'utf8' });
  rmSync(outside, { recursive: true });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

describe('the example of one team', () => {
  const byFunction = ['orders.pipeline.ts', 'prices.pipeline.ts', 'vouchers.pipeline.ts'];
  const approvals = async (file: string) => {
    const read = await loaded(file);
    return read.kind === 'pipeline' ? read.pipeline.review.approvals : read.problems;
  };

  test('gives three services their pipelines in under 40 lines', () => {
    expect(linesOf('retail.ts', ...byFunction)).toBeLessThan(40);
  });

  test('makes an exception for one service only', async () => {
    expect(await Promise.all(byFunction.map(approvals))).toEqual([1, 2, 1]);
    expect(await approvals('refunds.pipeline.ts')).toBe(2);
  });
});

test('the page says what to write instead of every feature that is not done yet, and of no other', () => {
  const named = [...page.matchAll(/`(not-yet-[a-z-]+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(notSupported.map(({ name }) => name).sort());
});

test('the page has the checklist of the pull-request template that init writes', () => {
  expect(page).toContain(changeChecklist);
});
