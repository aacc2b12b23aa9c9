import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isolated, sandbox } from '../../platform/sandbox';
import { aFolder } from '../a-folder';
import { aListener } from './a-listener';
import { describeInSandbox, processesWith, until } from './a-sandbox';

jest.setTimeout(20_000);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {} // it has ended
  }
});

/** A shell in its own process group that runs a command, with the shell's id as last argument, and then prints that it is still alive. */
function aParent(command: readonly string[], ...args: string[]) {
  const script = '"$@" $$; echo "the parent is alive"';
  const child = spawn('sh', ['-c', script, 'sh', ...command, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

const node = (script: string, ...args: string[]) => aParent([...isolated, process.execPath, '-e', script, '--'], ...args);
const printed = async ({ stdout }: ReturnType<typeof aParent>) => await text(stdout);

describeInSandbox(isolated, 'an isolated process', () => {
  test.each(['SIGUSR1', 'SIGSTOP', 'SIGKILL'])('cannot send %s to its parent or its group', async (signal) => {
    const script = `const [parent] = process.argv.slice(-1).map(Number);
      for (const id of [parent, process.ppid, -parent, 0]) { try { process.kill(id, '${signal}'); } catch {} }`;
    expect(await printed(node(script))).toBe('the parent is alive\n');
  });

  test('cannot connect to a server on this machine', async () => {
    const listener = await aListener();
    const script = "require('net').connect(+process.argv.at(-2), '127.0.0.1').on('error', ({ code }) => console.log(code))";
    expect(await printed(node(script, String(listener.port)))).toMatch(/^ENETUNREACH\n/);
    expect(listener.calls()).toBe(0);
  });

  test('cannot write to a file', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, 'as it was');
    const script = "try { require('fs').appendFileSync(process.argv.at(-2), 'more') } catch ({ code }) { console.log(code) }";
    expect(await printed(node(script, file))).toMatch(/^EFBIG\n/);
    expect(readFileSync(file, 'utf8')).toBe('as it was');
  });

  test('has the same user, and the exit code of its command', async () => {
    const child = aParent(['sh', '-c', '"$@"; echo "$?"', 'sh', ...isolated, 'sh', '-c', 'id -u; exit 7']);
    expect(await printed(child)).toMatch(new RegExp(`^${process.getuid?.()}\n7\n`));
  });

  test.each(['its sandbox', 'the process that started it'])('ends with %s', async (killed) => {
    const mark = `mark-${process.pid}-${killed.length}`;
    const child = aParent([...isolated, process.execPath, '-e', "console.log('up'); for (;;);", '--', mark]);
    await once(child.stdout, 'data');
    const [outermost = 0] = processesWith(mark).filter((id) => id !== child.pid);
    process.kill(killed === 'its sandbox' ? outermost : (child.pid ?? 0), 'SIGKILL');
    await until(() => processesWith(mark).length === 0);
  });
});

describe('a sandbox', () => {
  test('is checked once if it works', async () => {
    const file = join(aFolder(), 'checks');
    const check = sandbox(['sh', '-c', `echo checked >> ${file}`], process.env);
    expect([await check(), await check()]).toEqual(Array(2).fill({ prefix: ['sh', '-c', `echo checked >> ${file}`] }));
    expect(readFileSync(file, 'utf8')).toBe('checked\n');
  });

  test('says what is missing if it does not work, and is checked again', async () => {
    const file = join(aFolder(), 'there');
    const check = sandbox(['sh', '-c', `test -e ${file} || { echo first; echo 'sh: not permitted'; exit 1; } >&2`], process.env);
    expect(await check()).toEqual({ missing: 'sh: not permitted' });
    writeFileSync(file, '');
    expect(await check()).toHaveProperty('prefix');
    expect(await sandbox(['no-such-program'], process.env)()).toEqual({ missing: 'no-such-program is not installed' });
  });
});
