import { existsSync } from 'node:fs';
import { type Program, startProcess } from '../../../local/process/alive';
import { CannotStart } from '../../../local/process/cannot-start';
import { until } from '../../../local/process/until';
import { type Folder, makeFolder } from '../folder';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

/** A shell that runs the lines; it is ready once it has made the file `up`. */
const program = (lines: string, over: Partial<Program> = {}): Program => ({
  name: 'the test server',
  command: '/bin/sh',
  args: ['-c', lines],
  env: { PATH: process.env.PATH, UP: folder.at('up') },
  logFile: folder.at('logs', 'server.log'),
  ready: async () => existsSync(folder.at('up')),
  ...over,
});

/** Whether a process runs; with a minus before its id, whether anything of its group does. */
function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a program kept alive', () => {
  it('is ready when it answers, and gone when stopped, however often it is told', async () => {
    const alive = await startProcess(program('touch "$UP"; exec sleep 60'));
    expect(runs(alive.pid)).toBe(true);
    await Promise.all([alive.stop(), alive.stop()]);
    expect(runs(alive.pid)).toBe(false);
    await alive.stop();
  });

  it('is killed where it does not end by itself', async () => {
    const alive = await startProcess(program('trap "" TERM; touch "$UP"; while :; do sleep 1; done', { stopsWithinMs: 100 }));
    await alive.stop();
    expect(runs(alive.pid)).toBe(false);
  });

  it('takes along what it started itself', async () => {
    const alive = await startProcess(program('sleep 300 & touch "$UP"; trap "exit 0" TERM; wait'));
    await alive.stop();
    expect(await until(async () => !runs(-alive.pid), { withinMs: 30_000 })).toBe(true);
  });

  it('has nothing to stop where it ended by itself', async () => {
    const alive = await startProcess(program('touch "$UP"; sleep 0.1'));
    expect(await until(async () => !runs(alive.pid), { withinMs: 5_000 })).toBe(true);
    await alive.stop();
  });
});

describe('a program that cannot start', () => {
  it('that ends is told with its exit code and the end of its log', async () => {
    const failed = startProcess(program('echo port in use >&2; exit 3'));
    await expect(failed).rejects.toThrow(CannotStart);
    await expect(failed).rejects.toThrow(
      /^the test server ended before it answered, exit code 3 \(see .*server\.log\)\n {2}port in use$/,
    );
  });

  it('that never answers is given up and stopped', async () => {
    await expect(startProcess(program('exec sleep 60', { readyWithinMs: 100 }))).rejects.toThrow(
      'the test server did not answer within 0.1 s',
    );
  });

  it('that does not exist is told by name', async () => {
    const nothing = folder.at('nothing');
    await expect(startProcess(program('', { command: nothing }))).rejects.toThrow(/^the test server cannot be run: .*ENOENT/);
  });
});
