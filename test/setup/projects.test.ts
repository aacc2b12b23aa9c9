import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Sorted {
  readonly quick: readonly string[];
  readonly servers: readonly string[];
}
const { long }: { readonly long: readonly string[] } = require('./longest-first');
const { sortTests }: { readonly sortTests: (folder: string) => Sorted } = require('./projects');

const tests = path.join(__dirname, '..');

/** In two parts, because this file is searched for these words, too. */
const [variable, slow] = ['SLIPWAY_' + 'TEST', '@' + 'slow'];

describe('the two projects of Jest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'slipway-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): void {
    mkdirSync(path.join(folder, name, '..'), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }

  function sorted(): Sorted {
    const { quick, servers } = sortTests(folder);
    const names = (files: readonly string[]) => files.map((file) => path.relative(folder, file));
    return { quick: names(quick), servers: names(servers) };
  }

  test('have every test file once, and neither is empty', () => {
    const { quick, servers } = sortTests(tests);
    const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
    expect([...quick, ...servers].sort()).toEqual(files.map((name) => path.join(tests, name)).sort());
    expect([quick.length, servers.length].map((count) => count > 30)).toEqual([true, true]);
  });

  test('tell a test that reads the address of a server, and one that says that it is slow', () => {
    write('one.test.ts', `connect(process.env.${variable}_TEMPORAL)`);
    write('two.test.ts', `// ${slow}: starts a server`);
    write('three.test.ts', `process.env.${variable}_SECRET = 'secret'`);
    expect(sorted()).toEqual({ quick: ['three.test.ts'], servers: ['one.test.ts', 'two.test.ts'] });
  });

  test('follow what a test imports, also through other files and in a circle', () => {
    write('a/one.test.ts', "import { world } from '../b/world';");
    write('b/world.ts', "import './server';\nimport '../a/one.test';");
    write('b/server.ts', `process.env.${variable}_EMULATOR`);
    write('a/two.test.ts', "import { other } from './other';");
    write('a/other.ts', '');
    expect(sorted()).toEqual({ quick: ['a/two.test.ts'], servers: ['a/one.test.ts'] });
  });
});

describe('the list of long test files', () => {
  test('names only files that exist', () => {
    const { quick, servers } = sortTests(tests);
    const files = [...quick, ...servers].map((file) => path.relative(tests, file));
    expect(long.filter((part) => !files.some((file) => file.startsWith(part)))).toEqual([]);
  });
});

describe('a quick test', () => {
  test('cannot start a server', () => {
    const refusal = `a quick test starts a server: write "${slow}"`;
    expect(() => spawn('temporal', ['server', 'start-dev'])).toThrow(refusal);
    expect(() => spawn('python', ['local/servers/emulator.py'])).toThrow(refusal);
  });

  test('does not see the servers of the others', () => {
    expect(Object.keys(process.env).filter((name) => name.startsWith(variable))).toEqual([]);
  });
});
