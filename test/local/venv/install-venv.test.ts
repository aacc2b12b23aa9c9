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
  it('is made once, with a line, and found complete from then on without Python', async () => {
    folder.python(installs('server'));
    const bin = await installVenv(venv(), installing());
    expect(existsSync(`${bin}/server`)).toBe(true);
    rmSync(folder.at('path', 'python3'));
    expect(await installVenv(venv(), installing('/nowhere'))).toBe(bin);
    expect(said).toEqual(['installing the test server for Python, once']);
  });

  it('made by two at once is the same one, and nothing else is left', async () => {
    folder.python(installs('server'));
    const [one, other] = await Promise.all([installVenv(venv(), installing()), installVenv(venv(), installing())]);
    expect(one).toBe(other);
    expect(left()).toHaveLength(1);
    expect(await installedVenv(venv(), installing())).toBe(one);
  });

  it('of other requirements is another', async () => {
    folder.python(installs('server'));
    const old = await installVenv(venv(), installing());
    writeFileSync(folder.at('requirements.txt'), 'server==2.0\n');
    expect(await installedVenv(venv(), installing())).toBeUndefined();
    expect(await installVenv(venv(), installing())).not.toBe(old);
  });

  it('that works no more is made anew', async () => {
    folder.python(installs('server'));
    const bin = await installVenv(venv(), installing());
    rmSync(`${bin}/server`);
    expect(await installVenv(venv(), installing())).toBe(bin);
    expect(existsSync(`${bin}/server`)).toBe(true);
  });
});

describe('what can go wrong', () => {
  it('no Python: the sentence says which is needed and what for', async () => {
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow(
      'Python 3.10 or newer is needed to install the test server, and none is on the PATH: install it and try again',
    );
  });

  it('a Python too old is none', async () => {
    folder.script('path/python3', 'echo 3 9 1');
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow('Python 3.10 or newer is needed');
  });

  it('a Python without venv: the sentence says what to install', async () => {
    folder.script('path/python3', 'echo 3 11 0');
    await expect(installVenv(venv(), installing(folder.at('path')))).rejects.toThrow(
      'python3 has no venv module, which is needed to install the test server: install it (on Debian and Ubuntu, ' +
        'apt-get install python3-venv) and try again',
    );
  });

  it('a download that fails: the sentence, the log’s end, and nothing half done', async () => {
    folder.python('echo no route to host >&2; exit 1');
    await expect(installVenv(venv(), installing())).rejects.toThrow(
      /^the test server could not be downloaded: check the network and try again \(see .*install-server\.log\)\n {2}no route to host$/,
    );
    expect(left()).toEqual([]);
  });

  it('a server that was installed and does not run', async () => {
    folder.python('exit 0');
    await expect(installVenv(venv(), installing())).rejects.toThrow('the test server was installed and does not run');
    expect(left()).toEqual([]);
  });
});
