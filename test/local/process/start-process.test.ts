import { existsSync } from 'node:fs';
import { CannotStart } from '../../../local/process/cannot-start';
import { isAlive } from '../../../local/process/is-alive';
import { poll } from '../../../local/process/poll';
import { type Program, startProcess } from '../../../local/process/start-process';
import { type Folder, makeFolder } from '../folder';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

/** A shell that runs the lines; it is ready once the file `up` exists. */
const program = (lines: string, over: Partial<Program> = {}): Program => ({
  name: 'the test server',
  command: '/bin/sh',
  args: ['-c', lines],
  env: { PATH: process.env.PATH, UP: folder.at('up') },
  logFile: folder.at('logs', 'server.log'),
  ready: async () => existsSync(folder.at('up')),
  ...over,
});

describe('a started program', () => {
  test('runs when it is ready, and has ended after a stop; a stop is idempotent', async () => {
    const started = await startProcess(program('touch "$UP"; exec sleep 60'));
    expect(isAlive(started.pid)).toBe(true);
    await Promise.all([started.stop(), started.stop()]);
    expect(isAlive(started.pid)).toBe(false);
    await started.stop();
  });

  test('is killed if it does not end after SIGTERM', async () => {
    const started = await startProcess(program('trap "" TERM; touch "$UP"; while :; do sleep 1; done', { stopTimeoutMs: 100 }));
    await started.stop();
    expect(isAlive(started.pid)).toBe(false);
  });

  test('ends together with the processes that it started', async () => {
    const started = await startProcess(program('sleep 300 & touch "$UP"; trap "exit 0" TERM; wait'));
    await started.stop();
    expect(await poll(async () => !isAlive(-started.pid), { timeoutMs: 30_000 })).toBe(true);
  });

  test('can be stopped after it has ended by itself', async () => {
    const started = await startProcess(program('touch "$UP"; sleep 0.1'));
    expect(await poll(async () => !isAlive(started.pid), { timeoutMs: 5_000 })).toBe(true);
    await started.stop();
  });
});

describe('a program that cannot start', () => {
  test('is reported with its exit code and the end of its log if it ends', async () => {
    const failed = startProcess(program('echo port in use >&2; exit 3'));
    await expect(failed).rejects.toThrow(CannotStart);
    await expect(failed).rejects.toThrow(
      /^the test server ended before it was ready, exit code 3 \(see .*server\.log\)\n {2}port in use$/,
    );
  });

  test('is stopped if it is not ready in time', async () => {
    await expect(startProcess(program('exec sleep 60', { readyTimeoutMs: 100 }))).rejects.toThrow(
      'the test server was not ready within 0.1 s',
    );
  });

  test('is named if it does not exist', async () => {
    const nothing = folder.at('nothing');
    await expect(startProcess(program('', { command: nothing }))).rejects.toThrow(/^the test server cannot be run: .*ENOENT/);
  });
});
