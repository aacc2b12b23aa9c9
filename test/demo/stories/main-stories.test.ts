import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readPipeline } from '../../../client/read/load';
import type { Report, StoryReport } from '../../../demo/run/report';
import { isAlive } from '../../../local/process/is-alive';
import { cost } from '../../../pipeline/plan/cost';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { comparableStory } from '../../../tools/drill/differences';
import { playDemo, root, stateIn } from './a-demo';

const folder = join(root, '.slipway/test-demo');

let exitCode: number;
let printed: string;
let report: Report;

beforeAll(async () => {
  ({ exitCode, printed, report } = await playDemo(folder, []));
}, 600_000);

const story = (name: string): StoryReport => {
  const storyReport = report.stories.find((other) => other.story === name);
  if (storyReport === undefined) throw new Error(`the report has no story ${name}`);
  return storyReport;
};

const failedProofs = (name: string): string[] =>
  story(name).proofs.flatMap(({ claim, holds, because }) => (holds ? [] : [`${claim}: ${because}`]));

const versionsOf = (pattern: RegExp): (string | undefined)[] => [
  ...new Set(report.running.filter(({ stack }) => pattern.test(stack)).map(({ version }) => version)),
];

test('the demo exits with 0, and the proofs of every story hold', () => {
  expect(exitCode).toBe(0);
  expect(report.ok).toBe(true);
  expect(report.stories.map(({ story: name, outcome }) => [name, outcome.kind])).toEqual([
    ['good', 'delivered'],
    ['bad', 'rolledBack'],
    ['together', 'rolledBack'],
  ]);
});

test('good: an application change is delivered everywhere and the tables stay untouched', () => {
  expect(failedProofs('good')).toEqual([]);
});

test('good: it cost as many mutations as its plan says, within a tenth', async () => {
  const read = await readPipeline(join(root, 'examples/checkout/demo.pipeline.ts'));
  if (read.kind !== 'pipeline') throw new Error(JSON.stringify(read));
  const api = new Set(['api']);
  const { mutations } = cost(keepNeededBakes(plan(read.pipeline), api), api);
  const { operations } = story('good');
  expect(operations).toBeGreaterThan(0);
  expect(Math.abs(mutations - operations) / operations).toBeLessThan(0.1);
});

test('bad: only the first one-box of production ran it, and that is back on the version from before', () => {
  expect(failedProofs('bad')).toEqual([]);
  expect(story('bad').outcome.because).toContain('checkout-prod-usw2-az1-one-box-errors');
});

test('together: both Regions of wave second go back, the api before the table; wave first keeps it', () => {
  expect(failedProofs('together')).toEqual([]);
  const first = versionsOf(/^checkout-prod-api-usw2/);
  const second = versionsOf(/^checkout-prod-api-(euw1|use1)/);
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
});

test('it prints a line for each step, and how each change ended', () => {
  // The bake of the one-box and the watch over its Region run at the same time: either may see the alarm first.
  expect(printed).toMatch(/first us-west-2 .* goes back: alarm checkout-prod-usw2-az1-one-box-errors fired/);
  expect(printed).toMatch(/✓ together {2}[0-9a-f]{7} {2}rolled back: second: alarm checkout-prod-euw1-az2-one-box-errors fired/);
});

test('nothing that it started still runs', () => {
  const { pids } = stateIn(folder);
  expect(Object.keys(pids)).toEqual(['demo', 'temporal', 'emulator', 'world', 'worker', 'serve']);
  expect(Object.values(pids).filter(isAlive)).toEqual([]);
});

test('with the worker killed in the middle of story 3, the report is the same but for times and ids', async () => {
  const own = join(root, '.slipway/test-demo-killed');
  const wayBack = /second (eu-west-1|us-east-1) .*rollback to/; // the first of several
  let secondWorker: { stop(): Promise<void> } | undefined;
  const broken = await playDemo(own, ['--story', 'together'], (line) => {
    const { pids, startWorker } = secondWorker === undefined && wayBack.test(line) ? stateIn(own) : { pids: {}, startWorker: '' };
    if (pids.worker === undefined) return;
    process.kill(pids.worker, 'SIGKILL');
    secondWorker = inAShell(startWorker);
  });
  await secondWorker?.stop();

  expect(broken.exitCode).toBe(0);
  expect(broken.printed).toMatch(
    /the worker \(process \d+\) has died, .* start one in a second terminal with \(\. .*slipway\.env && slipway worker\)/,
  );
  expect(broken.report.stories.map(comparableStory)).toEqual([comparableStory(story('together'))]);
  const served = ({ running }: Report) =>
    running.filter(({ environment }) => environment === 'prod').map(({ stack, version, digest }) => ({ stack, version, digest }));
  expect(served(broken.report)).toEqual(served(report));
}, 600_000);

/** Types the command that the demo prints. Stopping it ends everything that the shell started. */
function inAShell(command: string): { stop(): Promise<void> } {
  const shell = spawn('sh', ['-c', command], { cwd: root, detached: true, stdio: 'ignore' });
  const ended = once(shell, 'close');
  return {
    async stop() {
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGTERM');
      await ended;
    },
  };
}
