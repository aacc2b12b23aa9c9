import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { alone, fence } from '../../platform/sandbox';
import { aFolder } from '../activities/builders/a-site';
import { describeBehind, processesWith, until } from './a-fence';
import { aListener } from './a-listener';

jest.setTimeout(20_000);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {} // it has ended
  }
});

/** A shell in a group of its own that runs a command and tells whether it is still there after it. The command knows the shell's id. */
function aParent(command: readonly string[], ...args: string[]) {
  const script = 'of=$1; shift; "$@" $$; echo "the parent of $of is there"';
  const child = spawn('sh', ['-c', script, 'sh', 'this', ...command, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

const node = (script: string, ...args: string[]) => aParent([...alone, process.execPath, '-e', script, '--'], ...args);
const printed = async ({ stdout }: ReturnType<typeof aParent>) => await text(stdout);

describeBehind(alone, 'a process that is alone', () => {
  it.each(['SIGUSR1', 'SIGSTOP', 'SIGKILL'])('reaches neither its parent nor its group with %s', async (signal) => {
    const script = `const [parent] = process.argv.slice(-1).map(Number);
      for (const id of [parent, process.ppid, -parent, 0]) { try { process.kill(id, '${signal}'); } catch {} }`;
    expect(await printed(node(script))).toBe('the parent of this is there\n');
  });

  it('reaches no server on this machine', async () => {
    const listener = await aListener();
    const script = "require('net').connect(+process.argv.at(-2), '127.0.0.1').on('error', ({ code }) => console.log(code))";
    expect(await printed(node(script, String(listener.port)))).toMatch(/^ENETUNREACH\n/);
    expect(listener.calls()).toBe(0);
  });

  it('writes into no file', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, 'as it was');
    const script = "try { require('fs').appendFileSync(process.argv.at(-2), 'more') } catch ({ code }) { console.log(code) }";
    expect(await printed(node(script, file))).toMatch(/^EFBIG\n/);
    expect(readFileSync(file, 'utf8')).toBe('as it was');
  });

  it('is the same user, and ends as its command ends', async () => {
    const child = aParent(['sh', '-c', '"$@"; echo "$?"', 'sh', ...alone, 'sh', '-c', 'id -u; exit 7']);
    expect(await printed(child)).toMatch(new RegExp(`^${process.getuid?.()}\n7\n`));
  });

  it.each(['the fence', 'the one who started it'])('ends with %s', async (who) => {
    const mark = `mark-${process.pid}-${who.length}`;
    const child = aParent([...alone, process.execPath, '-e', "console.log('up'); for (;;);", '--', mark]);
    await once(child.stdout, 'data');
    const [fenced = 0] = processesWith(mark).filter((id) => id !== child.pid);
    process.kill(who === 'the fence' ? fenced : (child.pid ?? 0), 'SIGKILL');
    await until(() => processesWith(mark).length === 0);
  });
});

describe('a fence', () => {
  it('that stands is put up once', async () => {
    const file = join(aFolder(), 'asked');
    const asked = fence(['sh', '-c', `echo asked >> ${file}`], process.env);
    expect([await asked(), await asked()]).toEqual(Array(2).fill({ before: ['sh', '-c', `echo asked >> ${file}`] }));
    expect(readFileSync(file, 'utf8')).toBe('asked\n');
  });

  it('that does not stand says what is lacking, and is tried again', async () => {
    const file = join(aFolder(), 'there');
    const asked = fence(['sh', '-c', `test -e ${file} || { echo first; echo 'sh: not permitted'; exit 1; } >&2`], process.env);
    expect(await asked()).toEqual({ lacking: 'sh: not permitted' });
    writeFileSync(file, '');
    expect(await asked()).toHaveProperty('before');
    expect(await fence(['no-such-program'], process.env)()).toEqual({ lacking: 'there is no no-such-program' });
  });
});
