import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { installedVenv, installVenv } from '../../../local/venv/install-venv';
import type { Venv } from '../../../local/venv/venv';
import { type Folder, installs, makeFolder } from '../folder';

let folder: Folder;
let said: string[];
beforeEach(() => {
  folder = makeFolder();
  said = [];
  writeFileSync(folder.at('requirements.txt'), 'server==1.0\n');
});
afterEach(() => folder.remove());

const venv = (): Venv => ({
  name: 'server',
  what: 'the test server',
  requirements: folder.at('requirements.txt'),
  check: ['server', '--version'],
});
const installing = (PATH = `${folder.at('path')}:/usr/bin:/bin`) => ({
  folder: folder.at('slipway'),
  env: { PATH },
  say: (line: string) => said.push(line),
});

const left = () => readdirSync(folder.at('slipway', 'venvs'));

describe('a virtual environment', () => {
  test('is created once, with a line, and then used without Python', async () => {
    folder.python(installs('server'));
    const bin = await installVenv(venv(), installing());
    expect(existsSync(`${bin}/server`)).toBe(true);
    rmSync(folder.at('path', 'python3'));
    expect(await installVenv(venv(), installing('/nowhere'))).toBe(bin);
    expect(said).toEqual(['installing the test server as a Python package (only once)']);
  });

  test('created by two at once is the same one, and no draft is left', async () => {
    folder.python(installs('server'));
    const [one, other] = await Promise.all([installVenv(venv(), installing()), installVenv(venv(), installing())]);
    expect(one).toBe(other);
    expect(left()).toHaveLength(1);
    expect(await installedVenv(venv(), installing())).toBe(one);
  });

  test('is another one for other requirements', async () => {
    folder.python(installs('server'));
    const old = await installVenv(venv(), installing());
    writeFileSync(folder.at('requirements.txt'), 'server==2.0\n');
    expect(await installedVenv(venv(), installing())).toBeUndefined();
    expect(await installVenv(venv(), installing())).not.toBe(old);
  });

  test('is created again if it no longer works', async () => {
    folder.python(installs('server'));
    const bin = await installVenv(venv(), installing());
    rmSync(`${bin}/server`);
    expect(await installVenv(venv(), installing())).toBe(bin);
    expect(existsSync(`${bin}/server`)).toBe(true);
  });
});

describe('a failed installation', () => {
  test('without Python says which version is needed, and for what', async () => {
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow(
      'Python 3.10 or newer is needed to install the test server, but none is on the PATH: install it and try again',
    );
  });

  test('with a Python that is too old says which is needed', async () => {
    folder.script('path/python3', 'echo 3 9 1');
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow('Python 3.10 or newer is needed');
  });

  test('with a Python without venv says what to install', async () => {
    folder.script('path/python3', 'echo 3 11 0');
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow(
      'python3 has no venv module, which is needed to install the test server: install it (on Debian and Ubuntu, ' +
        'apt-get install python3-venv) and try again',
    );
  });

  test('after a failed download shows the end of the log, and leaves no draft', async () => {
    folder.python('echo no route to host >&2; exit 1');
    await expect(installVenv(venv(), installing())).rejects.toThrow(
      /^the test server could not be downloaded: check the network and try again \(see .*install-server\.log\)\n {2}no route to host$/,
    );
    expect(left()).toEqual([]);
  });

  test('of a server that does not run leaves no draft', async () => {
    folder.python('exit 0');
    await expect(installVenv(venv(), installing())).rejects.toThrow('the test server was installed but does not run');
    expect(left()).toEqual([]);
  });
});
