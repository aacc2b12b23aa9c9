import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

jest.setTimeout(30_000);

const root = join(__dirname, '../../..');
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).map((child) => child.kill('SIGKILL')));

/** A process that says when it is up. */
async function started(argv: string[]) {
  const child = spawn(process.execPath, argv, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

const childWithParent = () =>
  started([
    '--require',
    join(root, 'demo/world/compute/exit-with-parent.cjs'),
    '-e',
    'setInterval(() => {}, 1000); console.log(1)',
  ]);
const listening = () =>
  started([
    ...['--require', 'tsx/cjs', '-e'],
    "require('./demo/world/stop-requested').stopRequested().then(() => process.exit(7)); setInterval(() => {}, 1000); console.log(1);",
  ]);

test('a process of the service ends when the world has ended, even after a crash', async () => {
  const child = await childWithParent();
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('the world stops when the process that started it has ended', async () => {
  const child = await listening();
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('the world stops at %s', async (signal) => {
  const child = await listening();
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([7, null]);
});
