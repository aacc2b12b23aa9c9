/** What a hostile pipeline file may try, with and without namespaces. The namespaces alone: `test/platform/sandbox.test.ts`. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { defaultExport } from '../../../../client/read/isolated/default-export';
import { isolated } from '../../../../platform/sandbox';
import { aFolder } from '../../../a-folder';
import { aListener } from '../../../platform/a-listener';
import { describeInSandbox, processesWith, until } from '../../../platform/a-sandbox';

jest.setTimeout(30_000);

const folder = aFolder();

function file(text: string, name = 'pipeline.ts'): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const readers: ChildProcessWithoutNullStreams[] = [];
afterEach(() => readers.splice(0).map((reader) => reader.kill('SIGKILL')));

/** A separate process that reads a file; `next` is the next line that it prints. */
function aReader(text: string, how: 'bare' | 'apart') {
  const argv = ['--require', 'tsx/cjs', resolve(__dirname, 'a-reader.ts'), file(text), how];
  const reader = spawn(process.execPath, argv, { cwd: resolve(__dirname, '../../../..'), detached: true }); // it has a process group of its own
  readers.push(reader);
  const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
  return { reader, next: async () => (await lines.next()).value };
}

function hostileFiles(how: 'bare' | 'apart') {
  test.each([
    ['SIGUSR1', "process.kill(process.ppid, 'SIGUSR1')"],
    ['SIGUSR1 by its number', 'process._kill(process.ppid, 10)'],
    ['a call for its inspector', 'process._debugProcess(process.ppid)'],
    ['SIGKILL', "process.kill(process.ppid, 'SIGKILL')"],
    ['SIGSTOP', "process.kill(process.ppid, 'SIGSTOP')"],
    ['SIGKILL to its group', "import { kill } from 'node:process'; kill(0, 'SIGKILL')"],
  ])('cannot reach the process that reads it with %s', async (_, text) => {
    const { reader, next } = aReader(`${text}; export default 1`, how);
    expect(await next()).toBe('it signals a process: a pipeline file must not signal any (pipeline.ts:1)');
    reader.stdin.write('\n');
    expect(await next()).toBe('shut');
  });

  const limits = how === 'bare' ? { sandbox: [] } : {};

  test.each([
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
    const reading = defaultExport(file(text.replaceAll('PORT', String(listener.port))), limits);
    await expect(reading).rejects.toThrow('it opens a connection: a pipeline file must not open any');
    expect(listener.calls()).toBe(0);
    expect(existsSync(join(folder, 'socket'))).toBe(false);
  });

  test.each([
    ['Node’s internals', "process.binding('fs')", 'it uses Node’s internals'],
    ['Node’s linked bindings', "process._linkedBinding('fs')", 'it uses Node’s internals'],
    ['V8’s flags', "import v8 from 'node:v8'; v8.setFlagsFromString('--trace-turbo')", 'it uses Node’s internals'],
    ['a trace', "require('node:trace_events').createTracing({ categories: ['v8'] }).enable()", 'it writes a trace'],
    [
      'the priority of another process',
      "import { setPriority } from 'node:os'; setPriority(process.ppid, 19)",
      'it changes the priority of a process',
    ],
    ['a blocked function back', "Object.defineProperty(process, 'kill', { value: 1 })", 'Cannot redefine property: kill'],
  ])('cannot use %s', async (_, text, why) => {
    await expect(defaultExport(file(text), limits)).rejects.toThrow(why);
  });

  test('leaves no process behind if it never ends', async () => {
    const endless = file('for (;;);', `endless-${how}.ts`);
    await expect(defaultExport(endless, { ...limits, timeoutMs: 2_000 })).rejects.toThrow('it still ran after 2 s');
    await until(() => processesWith(endless).length === 0);
  });
}

describeInSandbox(isolated, 'a pipeline file in namespaces', () => {
  hostileFiles('apart');

  test('sees itself as the only process, and no network', async () => {
    const text = "import { networkInterfaces } from 'node:os'; export default [process.pid, Object.keys(networkInterfaces())]";
    expect(await defaultExport(file(text))).toEqual([1, []]);
  });
});

describe('a pipeline file without namespaces', () => hostileFiles('bare'));

describe('a process that has read a pipeline file', () => {
  test('does not open its inspector on SIGUSR1, and keeps running', async () => {
    const { reader, next } = aReader('export default 1', 'bare');
    expect(await next()).toBe('1');
    reader.kill('SIGUSR1');
    await new Promise((later) => setTimeout(later, 500)); // an inspector opens within a few milliseconds
    reader.stdin.write('\n');
    expect(await next()).toBe('shut');
    reader.stdin.end();
    expect(await once(reader, 'exit')).toEqual([0, null]);
  });
});

describe('the output of a pipeline file', () => {
  test.each([
    ['is thrown', "throw new Error('\\u001b[2J\\u202Egone\\u0007')"],
    ['is printed at its end', "console.error('\\u001b[2J\\u202Egone\\u0007'); process.exit(1)"],
    ['is written as the answer', `require('fs').writeSync(3, '{"threw":"\\\\u001b[2J\\u202Egone\\\\u0007"}'); process.exit()`],
  ])('cannot move the cursor where it %s', async (_, text) => {
    await expect(defaultExport(file(text))).rejects.toThrow(
      /^(it ended \(1\) without an answer: )?\\u\{1b\}\[2J\\u\{202e\}gone\\u\{7\}( \(pipeline\.ts:1\))?$/,
    );
  });
});
