import { type Sources, temporalExecutable } from '../../../local/servers/temporal-executable';
import { installVenv } from '../../../local/venv/install-venv';
import { type Folder, installs, makeFolder } from '../folder';

let folder: Folder;
let tried: string[];
beforeEach(() => {
  folder = makeFolder();
  tried = [];
});
afterEach(() => folder.remove());

/** Sources that do not reach the network; `download` works only if it gets a path. */
const sources = (downloaded?: string): Sources => ({
  download: async () => {
    tried.push('download');
    return downloaded;
  },
  install: async () => {
    tried.push('install');
    return folder.at('installed');
  },
});
const installing = (PATH = folder.at('path')) => ({ folder: folder.at('slipway'), env: { PATH }, say: () => {} });

describe('the temporal program', () => {
  test('is the one on the PATH if there is one', async () => {
    const onPath = folder.script('path/temporal');
    folder.script('slipway/temporal/temporal-sdk-typescript-1.24.0');
    expect(await temporalExecutable(installing(`/nowhere:${folder.at('path')}`), sources())).toBe(onPath);
    expect(tried).toEqual([]);
  });

  test('is else the newest complete download of the SDK', async () => {
    folder.script('slipway/temporal/temporal-sdk-typescript-1.23.0');
    const downloaded = folder.script('slipway/temporal/temporal-sdk-typescript-1.24.0');
    folder.script('slipway/temporal/temporal-sdk-typescript-1.25.0.downloading');
    expect(await temporalExecutable(installing(), sources())).toBe(downloaded);
    expect(tried).toEqual([]);
  });

  test('is else the one installed as a Python package', async () => {
    const path = `${folder.at('path')}:/usr/bin:/bin`;
    folder.python(installs('temporal'));
    const installed = await temporalExecutable(installing(path), { ...sources(), install: installVenv });
    tried = [];
    expect(await temporalExecutable(installing(), sources())).toBe(installed);
    expect(tried).toEqual([]);
  });

  test('is else downloaded, and installed as a Python package if the download fails', async () => {
    expect(await temporalExecutable(installing(), sources('/downloaded/temporal'))).toBe('/downloaded/temporal');
    expect(tried).toEqual(['download']);
    tried = [];
    expect(await temporalExecutable(installing(), sources())).toBe(folder.at('installed', 'temporal'));
    expect(tried).toEqual(['download', 'install']);
  });

  test('is not a folder of that name on the PATH', async () => {
    folder.script('path/temporal/readme');
    await temporalExecutable(installing(), sources('/downloaded/temporal'));
    expect(tried).toEqual(['download']);
  });
});
