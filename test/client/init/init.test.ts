import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeChecklist } from '../../../client/init/checklist';
import { pipelineText } from '../../../client/init/text';
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
  it('writes the pipeline and what a pull request begins with, and says so', async () => {
    const { code, out } = await init();
    expect(out).toBe('wrote pipeline.ts\nwrote .github/pull_request_template.md\nlook at it, then: slipway check pipeline.ts\n');
    expect(code).toBe(0);
    expect(text('pipeline.ts')).toBe(pipelineText(someAnswers));
    expect(text('.github/pull_request_template.md')).toContain(changeChecklist);
  });

  it('writes a file of another name, and says for programs what it wrote', async () => {
    const { out } = await init([...someFlags, '--pipeline', 'deploy/orders.ts', '--json']);
    expect(JSON.parse(out)).toEqual({ written: ['deploy/orders.ts', '.github/pull_request_template.md'], left: [] });
    expect(text('deploy/orders.ts')).toBe(pipelineText(someAnswers));
  });

  it('without a terminal lists all that is missing and all that is wrong at once, writes nothing and ends with 2', async () => {
    const { code, err } = await init(['--name', 'Orders', '--region', 'oregon', '--account', '12', '--team', ' ']);
    for (const flag of ['team', 'repository', 'unit-tests', 'build', 'smoke-tests', 'test-account', 'approvers'])
      expect(err).toMatch(new RegExp(`^--${flag} is missing: .+$`, 'm'));
    expect(err).toMatch(/^--name: "Orders" is not a valid name: .+$/m);
    expect(err).toMatch(/^--region: "oregon" is not an AWS Region: .+$/m);
    expect(err).toMatch(/^--account: "12" is not an AWS account: .+$/m);
    expect(err.trim().split('\n')).toHaveLength(10);
    expect(aSentence(err)).toBe(true);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses an answer that could leave its string', async () => {
    const { code, err } = await init([...someFlags, '--team', "retail'\n} // "]);
    expect(err).toBe(`--team: ${JSON.stringify("retail'\n} // ")} has a control character: leave it out\n`);
    expect(code).toBe(2);
  });

  it('refuses a single approver, whose own changes nobody could let in', async () => {
    const { code, err } = await init([...someFlags, '--approvers', 'ada@example.com']);
    expect(err).toMatch(/^--approvers: all of ada@example\.com must approve, .+: name one more\n$/);
    expect(code).toBe(2);
  });

  it('never overwrites a pipeline, and says what to do', async () => {
    writeFileSync(join(folder, 'pipeline.ts'), 'mine');
    const { code, err } = await init();
    expect(err).toMatch(/^pipeline\.ts is there already and stays as it is: .+ --pipeline/);
    expect(code).toBe(1);
    expect(text('pipeline.ts')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['pipeline.ts']);
  });

  it.each(['.github/PULL_REQUEST_TEMPLATE.md', 'docs/pull_request_template.txt', 'PULL_REQUEST_TEMPLATE'])(
    'leaves %s as it is, writes the pipeline, and shows what could stand in it',
    async (theirs) => {
      mkdirSync(join(folder, theirs, '..'), { recursive: true });
      writeFileSync(join(folder, theirs), 'ours');
      const { code, out } = await init();
      expect(out).toContain(`left ${theirs} as it is`);
      expect(out).toContain(changeChecklist);
      expect(code).toBe(0);
      expect(text(theirs)).toBe('ours');
      expect(text('pipeline.ts')).toBe(pipelineText(someAnswers));
    },
  );

  it('writes no file that Slipway could not read as TypeScript', async () => {
    const { code, err } = await init([...someFlags, '--pipeline', 'pipeline.yaml']);
    expect(err).toBe('--pipeline pipeline.yaml is no TypeScript file: name one, as in pipeline.ts\n');
    expect(code).toBe(2);
  });
});
