import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { isAlive } from '../../../local/process/is-alive';
import { root, stateIn } from '../stories/a-demo';

const run = promisify(execFile);
const folder = join(root, '.slipway/test-kept');

const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...others } = process.env;
const env = { ...others, SLIPWAY_DEMO_FOLDER: folder };

/** Types a command in a shell, after the commands that the demo prints first. */
async function inAShell(before: readonly string[], command: string): Promise<string> {
  const { stdout, stderr } = await run('sh', ['-c', [...before, command].join(' && ')], { cwd: root, env });
  return stdout + stderr;
}

let demo: ReturnType<typeof spawn>;
let printed = '';
let onOutput = (): void => {};

/** Resolves once the demo has printed it. */
async function prints(words: string | RegExp): Promise<void> {
  const has = () => (typeof words === 'string' ? printed.includes(words) : words.test(printed));
  while (!has()) {
    if (demo.exitCode !== null) throw new Error(`the demo ended before it printed ${words}:\n${printed}`);
    await new Promise<void>((resolve) => {
      onOutput = resolve;
    });
  }
}

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  demo = spawn(process.execPath, [join(root, 'bin/slipway.js'), 'demo', '--keep'], { env, cwd: root });
  for (const stream of [demo.stdout, demo.stderr])
    if (stream)
      createInterface(stream).on('line', (line) => {
        printed += `${line}\n`;
        onOutput();
      });
  demo.once('close', () => onOutput());
  await prints('These commands work in bash and zsh.');
}, 180_000);

afterAll(async () => {
  if (demo.exitCode !== null) return;
  demo.kill('SIGINT');
  await once(demo, 'close');
});

/** The commands that it prints first. */
const first = (): string[] => printed.split('\n').flatMap((line) => /^ {2}(\. \S+|cd \S+)$/.exec(line)?.[1] ?? []);

test('as printed, a picked branch becomes a change at a push, and the change can be shown and cancelled', async () => {
  expect(first()).toHaveLength(2);
  const pushed = await inAShell(first(), 'git cherry-pick voucher && git push');
  const change = /slipway: (checkout\/[0-9a-f]{12}) is on its way/.exec(pushed)?.[1];
  expect(change).toBeDefined();
  await prints(/alpha +us-west-2/);
  expect(await inAShell(first(), 'slipway status')).toContain(change);
  expect(await inAShell(first(), `slipway cancel ${change} --why 'wrong day'`)).not.toBe('');
  const ended = await inAShell(first(), `slipway watch ${change} || true`);
  expect(ended).toMatch(/cancelled: .*wrong day/);
}, 180_000);

test('the clone adds a review to a person’s commits, and opens no editor', async () => {
  await inAShell(first(), "echo '// dearer' >> src/price.mjs && git commit -am 'Say so'");
  expect(await inAShell(first(), 'git log -1 --format=%B')).toMatch(/^Say so\n\nReviewed-by: Rex Reviewer/);
  await inAShell(first(), 'git cherry-pick broken && git revert --no-edit HEAD && git cherry-pick rates');
  const reviews = await inAShell(first(), "git log -4 --format='%(trailers:key=Reviewed-by,valueonly)'");
  expect(reviews.trim().split(/\n+/)).toEqual(Array(4).fill('Rex Reviewer <rex@example.com>'));
});

test('a second demo reports the first one, and how to use it', async () => {
  const second = run(process.execPath, [join(root, 'bin/slipway.js'), 'demo', '--keep'], { env, cwd: root });
  await expect(second).rejects.toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^a demo already runs here, as process \d+, with its Web UI at http:.*slipway status\..*\n$/),
  });
});

test('Ctrl-C stops everything', async () => {
  const { pids } = stateIn(folder);
  demo.kill('SIGINT');
  const [code] = await once(demo, 'close');
  expect(code).toBe(0);
  expect(Object.values(pids).filter(isAlive)).toEqual([]);
}, 60_000);
