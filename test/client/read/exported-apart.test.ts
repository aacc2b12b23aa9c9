/** What a hostile pipeline file tries, with and without the kernel's help. What the kernel holds by itself: `test/platform/sandbox.test.ts`. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { exportedBy } from '../../../client/read/exported';
import { isolated } from '../../../platform/sandbox';
import { aFolder } from '../../activities/builders/a-site';
import { aListener } from '../../platform/a-listener';
import { describeInSandbox, processesWith, until } from '../../platform/a-sandbox';

jest.setTimeout(30_000);

const folder = aFolder();

function file(text: string, name = 'pipeline.ts'): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const readers: ChildProcessWithoutNullStreams[] = [];
afterEach(() => readers.splice(0).map((reader) => reader.kill('SIGKILL')));

/** A process of its own that reads a file; `next` is the next line that it says. */
function aReader(text: string, how: 'bare' | 'apart') {
  const argv = ['--require', 'tsx/cjs', resolve(__dirname, 'a-reader.ts'), file(text), how];
  const reader = spawn(process.execPath, argv, { cwd: resolve(__dirname, '../../..'), detached: true }); // its group is its own
  readers.push(reader);
  const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
  return { reader, next: async () => (await lines.next()).value };
}

function hostileFiles(how: 'bare' | 'apart') {
  it.each([
    ['SIGUSR1', "process.kill(process.ppid, 'SIGUSR1')"],
    ['SIGUSR1 by its number', 'process._kill(process.ppid, 10)'],
    ['a call for its inspector', 'process._debugProcess(process.ppid)'],
    ['SIGKILL', "process.kill(process.ppid, 'SIGKILL')"],
    ['SIGSTOP', "process.kill(process.ppid, 'SIGSTOP')"],
    ['SIGKILL to its group', "import { kill } from 'node:process'; kill(0, 'SIGKILL')"],
  ])('cannot reach who reads it with %s', async (_, text) => {
    const { reader, next } = aReader(`${text}; export default 1`, how);
    expect(await next()).toBe('it signals a process: a pipeline file may signal none (pipeline.ts:1)');
    reader.stdin.write('\n');
    expect(await next()).toBe('shut');
  });

  const leave = how === 'bare' ? { behind: [] } : {};

  it.each([
    ['a server', "import { connect } from 'node:net'; connect(PORT, '127.0.0.1')"],
    ['a server by fetch', "await fetch('http://127.0.0.1:PORT/')"],
    [
      'a server by HTTP',
      "import http from 'node:http'; await new Promise((_, no) => http.get('http://127.0.0.1:PORT/').on('error', no))",
    ],
    ['a server by UDP', "import { createSocket } from 'node:dgram'; createSocket('udp4').send('x', PORT, '127.0.0.1')"],
    ['a socket of its own', "import { createServer } from 'node:net'; createServer().listen('socket')"],
  ])('cannot open %s', async (_, text) => {
    const listener = await aListener();
    const reading = exportedBy(file(text.replaceAll('PORT', String(listener.port))), leave);
    await expect(reading).rejects.toThrow('it opens a connection: a pipeline file may open none');
    expect(listener.calls()).toBe(0);
    expect(existsSync(join(folder, 'socket'))).toBe(false);
  });

  it.each([
    ['Node’s insides', "process.binding('fs')", 'it reaches into Node'],
    ['what is linked into Node', "process._linkedBinding('fs')", 'it reaches into Node'],
    ['V8’s flags', "import v8 from 'node:v8'; v8.setFlagsFromString('--trace-turbo')", 'it reaches into Node'],
    ['a trace', "require('node:trace_events').createTracing({ categories: ['v8'] }).enable()", 'it writes a trace'],
    ['the time of others', "import { setPriority } from 'node:os'; setPriority(process.ppid, 19)", 'it slows a process down'],
    ['what was taken away', "Object.defineProperty(process, 'kill', { value: 1 })", 'Cannot redefine property: kill'],
  ])('cannot have %s', async (_, text, why) => {
    await expect(exportedBy(file(text), leave)).rejects.toThrow(why);
  });

  it('that never ends leaves no process behind', async () => {
    const endless = file('for (;;);', `endless-${how}.ts`);
    await expect(exportedBy(endless, { ...leave, withinMs: 2_000 })).rejects.toThrow('it was still running after 2 s');
    await until(() => processesWith(endless).length === 0);
  });
}

describeInSandbox(isolated, 'a pipeline file in namespaces', () => {
  hostileFiles('apart');

  it('sees itself as the only process, and no network', async () => {
    const text = "import { networkInterfaces } from 'node:os'; export default [process.pid, Object.keys(networkInterfaces())]";
    expect(await exportedBy(file(text))).toEqual([1, []]);
  });
});

describe('a pipeline file without namespaces', () => hostileFiles('bare'));

describe('a process that has read a pipeline file', () => {
  it('opens no inspector when somebody sends it SIGUSR1, and lives', async () => {
    const { reader, next } = aReader('export default 1', 'bare');
    expect(await next()).toBe('1');
    reader.kill('SIGUSR1');
    await new Promise((later) => setTimeout(later, 500)); // an inspector is there within a few milliseconds
    reader.stdin.write('\n');
    expect(await next()).toBe('shut');
    reader.stdin.end();
    expect(await once(reader, 'exit')).toEqual([0, null]);
  });
});

describe('what a pipeline file says', () => {
  it.each([
    ['throws', "throw new Error('\\u001b[2J\\u202Egone\\u0007')"],
    ['prints at its end', "console.error('\\u001b[2J\\u202Egone\\u0007'); process.exit(1)"],
    ['hands back by itself', `require('fs').writeSync(3, '{"threw":"\\\\u001b[2J\\u202Egone\\\\u0007"}'); process.exit()`],
  ])('moves no cursor where it %s', async (_, text) => {
    await expect(exportedBy(file(text))).rejects.toThrow(
      /^(it ended \(1\) without an answer: )?\\u\{1b\}\[2J\\u\{202e\}gone\\u\{7\}( \(pipeline\.ts:1\))?$/,
    );
  });
});
