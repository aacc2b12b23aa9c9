import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../../..');

/** Runs a command to its end, and prints which packages it loaded. */
const probe = `
  const { createRequire } = require('node:module');
  const there = createRequire('${root}/bin/slipway.js');
  there('tsx/cjs');
  const args = process.argv.slice(1);
  there('./slipway.ts').main(['node', 'slipway', ...args]).then(() => {
    const packages = Object.keys(require.cache).map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]);
    process.stderr.write(JSON.stringify([...new Set(packages.filter((name) => name !== undefined))]));
    process.exitCode = 0;
  });
`;

async function packagesOf(...args: string[]): Promise<string[]> {
  const env = { PATH: process.env.PATH, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const running = promisify(execFile)(process.execPath, ['-e', probe, '--', ...args], { cwd: root, env });
  running.child.stdin?.end();
  return JSON.parse((await running).stderr.split('\n').at(-1) ?? '');
}

/** What runs our TypeScript and parses options. */
const light = ['tsx', 'esbuild', 'commander'];

describe('a command loads', () => {
  test.each([
    ['--help'],
    ['submit', '--help'],
    ['status', '--help'],
    ['watch', '--help'],
    ['approve', '--help'],
    ['accept', '--help'],
    ['serve', '--help'],
    ['hook', 'install', '--help'],
    ['up', '--help'],
    ['init', '--help'],
    ['check', '--help'],
    ['plan', '--help'],
    ['schema', '--help'],
  ])('little for its help: %s %s', async (...args) => {
    const packages = await packagesOf(...args);
    expect(packages).toContain('commander');
    expect(packages.filter((name) => !light.includes(name))).toEqual([]);
  });

  test('little during a push, because a person waits', async () => {
    expect((await packagesOf('hook', 'send')).filter((name) => !light.includes(name))).toEqual([]);
  });

  test('what it needs once it runs', async () => {
    const packages = await packagesOf('submit', '--pipeline', 'package.json'); // not a pipeline, so no server is needed
    expect(packages.filter((name) => !light.includes(name))).toEqual(['zod', 'temporal-polyfill', 'temporal-utils']);
  });
});
