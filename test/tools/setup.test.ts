import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Folder, makeFolder } from '../local/folder';

let clone: Folder;
beforeEach(() => {
  clone = makeFolder();
  mkdirSync(clone.at('tools'));
  copyFileSync(path.join(__dirname, '../../tools/setup.js'), clone.at('tools/setup.js'));
  writeFileSync(clone.at('package-lock.json'), '{}');
  clone.script('bin/npm', 'echo "npm $*" >> npm.log', 'rm -rf node_modules', 'mkdir node_modules');
  clone.script('bin/git', 'exit 0');
});
afterEach(() => clone.remove());

/** Runs the setup as `npm run setup` would, with our own npm and git first on the PATH. */
function setup(PATH = `${clone.at('bin')}:/usr/bin:/bin`, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, clone.at('tools/setup.js')], {
    env: { PATH },
    encoding: 'utf8',
  });
  return { status, said: stdout.split('\n').filter(Boolean), complained: stderr };
}
const installs = () => (existsSync(clone.at('npm.log')) ? readFileSync(clone.at('npm.log'), 'utf8').trim().split('\n') : []);
const installing = 'installing the packages of package-lock.json (npm install)';

describe('the setup', () => {
  test('installs missing packages with one line, and then prints nothing', () => {
    expect(setup()).toEqual({ status: 0, said: [installing], complained: '' });
    expect(setup()).toEqual({ status: 0, said: [], complained: '' });
    expect(installs()).toEqual(['npm install --no-save --no-audit --no-fund --loglevel=error']);
  });

  test('installs again if package-lock.json has changed or node_modules is missing', () => {
    setup();
    writeFileSync(clone.at('package-lock.json'), '{"lockfileVersion":3}');
    expect(setup().said).toEqual([installing]);
    rmSync(clone.at('node_modules'), { recursive: true });
    expect(setup().said).toEqual([installing]);
    expect(installs()).toHaveLength(3);
  });

  test('shows npm’s output after a failure, and tries again the next time', () => {
    clone.script('bin/npm', 'mkdir -p node_modules', 'echo no such package >&2', 'exit 1');
    for (const _ of ['once', 'again']) {
      const { status, said, complained } = setup();
      expect({ status, said }).toEqual({ status: 1, said: [installing] });
      expect(complained).toBe('no such package\nnpm install failed: fix the problem above and try again\n');
    }
  });

  test('says which Node it needs', () => {
    writeFileSync(clone.at('old.js'), "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });");
    const { status, complained } = setup(undefined, '--require', clone.at('old.js'));
    expect(complained).toBe('Slipway needs Node 20.19 or newer, but this is 20.18.3: install a newer one and try again\n');
    expect(status).toBe(1);
    expect(installs()).toEqual([]);
  });

  test('says that it needs git', () => {
    rmSync(clone.at('bin/git'));
    expect(setup(clone.at('bin'))).toMatchObject({
      status: 1,
      complained: 'Slipway needs git, but it is not on the PATH: install it and try again\n',
    });
  });
});
