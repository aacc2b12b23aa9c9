import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readPipeline } from '../../../client/read/load';
import type { Report, StoryReport } from '../../../demo/run/report';
import { cost } from '../../../pipeline/plan/cost';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { toldOf } from '../../../tools/drill/differences';
import { isAlive, playDemo, root, stateIn } from './a-demo';

const folder = join(root, '.slipway/test-demo');

let exitCode: number;
let printed: string;
let report: Report;

beforeAll(async () => {
  ({ exitCode, printed, report } = await playDemo(folder, []));
}, 600_000);

const story = (name: string): StoryReport => {
  const told = report.stories.find((other) => other.story === name);
  if (told === undefined) throw new Error(`the report has no story ${name}`);
  return told;
};

const unproved = (name: string): string[] =>
  story(name).proofs.flatMap(({ says, holds, because }) => (holds ? [] : [`${says}: ${because}`]));

const running = (pattern: RegExp): (string | undefined)[] => [
  ...new Set(report.runs.filter(({ stack }) => pattern.test(stack)).map(({ version }) => version)),
];

test('the demo ends with 0 and a report in which every story is proved', () => {
  expect(exitCode).toBe(0);
  expect(report.ok).toBe(true);
  expect(report.stories.map(({ story: name, ended }) => [name, ended.kind])).toEqual([
    ['good', 'delivered'],
    ['bad', 'rolledBack'],
    ['together', 'rolledBack'],
  ]);
});

test('good: an application change is delivered everywhere and the tables are left alone', () => {
  expect(unproved('good')).toEqual([]);
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

test('bad: only the first one-box of production ever ran it, and it is back on the version before', () => {
  expect(unproved('bad')).toEqual([]);
  expect(story('bad').ended.because).toContain('checkout-prod-usw2-az1-one-box-errors');
});

test('together: both Regions of wave second go back, the api before the table; wave first keeps it', () => {
  expect(unproved('together')).toEqual([]);
  const first = running(/^checkout-prod-api-usw2/);
  const second = running(/^checkout-prod-api-(euw1|use1)/);
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
});

test('it prints a line for each move, and what became of each change', () => {
  // The bake of the one-box and the watch over its Region look side by side: either may see the alarm first.
  expect(printed).toMatch(/first us-west-2 .* goes back: alarm checkout-prod-usw2-az1-one-box-errors fired/);
  expect(printed).toMatch(/✓ together {2}[0-9a-f]{7} {2}rolledBack: second: alarm checkout-prod-euw1-az2-one-box-errors fired/);
});

test('nothing that it started is left', () => {
  const { pids } = stateIn(folder);
  expect(Object.keys(pids)).toEqual(['demo', 'temporal', 'emulator', 'world', 'worker', 'serve']);
  expect(Object.values(pids).filter(isAlive)).toEqual([]);
});

test('the demo with the worker killed in the middle of story 3 gives the same report but for times and ids', async () => {
  const own = join(root, '.slipway/test-demo-killed');
  const wayBack = /second (eu-west-1|us-east-1) .*put back to/; // the first of several
  let byHand: { stop(): Promise<void> } | undefined;
  const broken = await playDemo(own, ['--story', 'together'], (line) => {
    const { pids, startWorker } = byHand === undefined && wayBack.test(line) ? stateIn(own) : { pids: {}, startWorker: '' };
    if (pids.worker === undefined) return;
    process.kill(pids.worker, 'SIGKILL');
    byHand = inAShell(startWorker);
  });
  await byHand?.stop();

  expect(broken.exitCode).toBe(0);
  expect(broken.printed).toMatch(
    /the worker \(process \d+\) has died, .* start one in a second terminal with \(\. .*slipway\.env && slipway worker\)/,
  );
  expect(broken.report.stories.map(toldOf)).toEqual([toldOf(story('together'))]);
  const served = ({ runs }: Report) =>
    runs.filter(({ environment }) => environment === 'prod').map(({ stack, version, digest }) => ({ stack, version, digest }));
  expect(served(broken.report)).toEqual(served(report));
}, 600_000);

/** As a person does who reads what the demo says. Stopping it ends all that the shell started. */
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
