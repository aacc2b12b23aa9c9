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

/** Runs the setup as `npm run setup` does, with fake npm and git first on the PATH. */
function setup(PATH = `${clone.at('bin')}:/usr/bin:/bin`, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, clone.at('tools/setup.js')], {
    env: { PATH },
    encoding: 'utf8',
  });
  return { status, printed: stdout.split('\n').filter(Boolean), errors: stderr };
}
const installs = () => (existsSync(clone.at('npm.log')) ? readFileSync(clone.at('npm.log'), 'utf8').trim().split('\n') : []);
const installing = 'installing the packages of package-lock.json (npm install)';

describe('the setup', () => {
  test('installs missing packages and prints one line, and then prints nothing', () => {
    expect(setup()).toEqual({ status: 0, printed: [installing], errors: '' });
    expect(setup()).toEqual({ status: 0, printed: [], errors: '' });
    expect(installs()).toEqual(['npm install --no-save --no-audit --no-fund --loglevel=error']);
  });

  test('installs again when package-lock.json has changed or node_modules is missing', () => {
    setup();
    writeFileSync(clone.at('package-lock.json'), '{"lockfileVersion":3}');
    expect(setup().printed).toEqual([installing]);
    rmSync(clone.at('node_modules'), { recursive: true });
    expect(setup().printed).toEqual([installing]);
    expect(installs()).toHaveLength(3);
  });

  test('shows what npm printed when the installation fails, and tries again the next time', () => {
    clone.script('bin/npm', 'mkdir -p node_modules', 'echo no such package >&2', 'exit 1');
    for (const _ of ['once', 'again']) {
      const { status, printed, errors } = setup();
      expect({ status, printed }).toEqual({ status: 1, printed: [installing] });
      expect(errors).toBe('no such package\nnpm install failed: fix what it reports above and try again\n');
    }
  });

  test('refuses a Node that is too old, and says which is needed', () => {
    writeFileSync(clone.at('old.js'), "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });");
    const { status, errors } = setup(undefined, '--require', clone.at('old.js'));
    expect(errors).toBe('Slipway needs Node 20.19 or newer, and this is 20.18.3: install a newer version and try again\n');
    expect(status).toBe(1);
    expect(installs()).toEqual([]);
  });

  test('says that git is needed', () => {
    rmSync(clone.at('bin/git'));
    expect(setup(clone.at('bin'))).toMatchObject({
      status: 1,
      errors: 'Slipway needs git, which is not on the PATH: install it and try again\n',
    });
  });
});
