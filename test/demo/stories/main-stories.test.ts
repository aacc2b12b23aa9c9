import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report, StoryReport } from '../../../demo/report';

const root = resolve(__dirname, '../../..');
const folder = join(root, '.slipway/test-demo');

let exitCode: number;
let printed = '';
let report: Report;

/** The whole demo as a person starts it, on servers of its own. */
beforeAll(async () => {
  const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...env } = process.env;
  rmSync(folder, { recursive: true, force: true });
  const demo = spawn(process.execPath, [join(root, 'bin/slipway.js'), 'demo'], { env: { ...env, SLIPWAY_DEMO_FOLDER: folder } });
  demo.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  demo.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  [exitCode] = await once(demo, 'close');
  if (exitCode !== 0) console.error(printed);
  report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
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
  expect(printed).toMatch(
    /first us-west-2 usw2-az1 +the one-box is unhealthy: alarm checkout-prod-usw2-az1-one-box-errors fired/,
  );
  expect(printed).toMatch(/✓ together {2}[0-9a-f]{7} {2}rolledBack: second: alarm checkout-prod-euw1-az2-one-box-errors fired/);
});

test('nothing that it started is left', () => {
  const { pids } = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as { pids: Record<string, number> };
  const alive = Object.entries(pids).filter(([, pid]) => isAlive(pid));
  expect(Object.keys(pids)).toEqual(['demo', 'temporal', 'emulator', 'world', 'worker']);
  expect(alive).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
