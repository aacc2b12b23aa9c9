import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeChecklist } from '../../../client/init/checklist';
import { pipelineText } from '../../../client/init/pipeline-text';
import { aSentence, slipway } from '../cli/a-shell';
import { someAnswers, someFlags } from './some-answers';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const init = (args: readonly string[] = someFlags) => slipway(['init', ...args], {}, folder);
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe('init', () => {
  test('writes the pipeline and a pull-request template, and says so', async () => {
    const { code, out } = await init();
    expect(out).toBe('wrote pipeline.ts\nwrote .github/pull_request_template.md\nread it, then run: slipway check pipeline.ts\n');
    expect(code).toBe(0);
    expect(text('pipeline.ts')).toBe(pipelineText(someAnswers));
    expect(text('.github/pull_request_template.md')).toContain(changeChecklist);
  });

  test('writes a file of another name, and prints what it wrote as JSON', async () => {
    const { out } = await init([...someFlags, '--pipeline', 'deploy/orders.ts', '--json']);
    expect(JSON.parse(out)).toEqual({ written: ['deploy/orders.ts', '.github/pull_request_template.md'], left: [] });
    expect(text('deploy/orders.ts')).toBe(pipelineText(someAnswers));
  });

  test('without a terminal lists everything that is missing or wrong at once, writes nothing and ends with 2', async () => {
    const { code, err } = await init(['--name', 'Orders', '--region', 'oregon', '--account', '12', '--team', ' ']);
    for (const flag of ['team', 'repository', 'unit-tests', 'build', 'smoke-tests', 'test-account', 'approvers'])
      expect(err).toMatch(new RegExp(`^--${flag} is missing: .+$`, 'm'));
    expect(err).toMatch(/^--name: "Orders" is .*name: .+$/m);
    expect(err).toMatch(/^--region: "oregon" is .*Region: .+$/m);
    expect(err).toMatch(/^--account: "12" is .*AWS account: .+$/m);
    expect(err.trim().split('\n')).toHaveLength(10);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('refuses an answer that could break out of its string', async () => {
    const { code, err } = await init([...someFlags, '--team', "retail'\n} // "]);
    expect(err).toBe(`--team: ${JSON.stringify("retail'\n} // ")} has a control character: remove it\n`);
    expect(code).toBe(2);
  });

  test('refuses a single approver, whose own changes nobody could approve', async () => {
    const { code, err } = await init([...someFlags, '--approvers', 'ada@example.com']);
    expect(err).toMatch(/^--approvers: ada@example\.com: .+\n$/);
    expect(code).toBe(2);
  });

  test('never overwrites a pipeline, and says what to do instead', async () => {
    writeFileSync(join(folder, 'pipeline.ts'), 'mine');
    const { code, err } = await init();
    expect(err).toMatch(/^pipeline\.ts already exists and was not changed: .+ --pipeline/);
    expect(code).toBe(1);
    expect(text('pipeline.ts')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['pipeline.ts']);
  });

  test.each(['.github/PULL_REQUEST_TEMPLATE.md', 'docs/pull_request_template.txt', 'PULL_REQUEST_TEMPLATE'])(
    'leaves %s as it is, writes the pipeline, and shows the checklist for it',
    async (theirs) => {
      mkdirSync(join(folder, theirs, '..'), { recursive: true });
      writeFileSync(join(folder, theirs), 'ours');
      const { code, out } = await init();
      expect(out).toContain(`${theirs} already exists and was not changed`);
      expect(out).toContain(changeChecklist);
      expect(code).toBe(0);
      expect(text(theirs)).toBe('ours');
      expect(text('pipeline.ts')).toBe(pipelineText(someAnswers));
    },
  );

  test('refuses to write a file that is not TypeScript', async () => {
    const { code, err } = await init([...someFlags, '--pipeline', 'pipeline.yaml']);
    expect(err).toBe('--pipeline pipeline.yaml is not a TypeScript file: write a name such as pipeline.ts\n');
    expect(code).toBe(2);
  });
});
