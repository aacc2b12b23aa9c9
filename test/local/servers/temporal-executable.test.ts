import { temporalExecutable, type Ways } from '../../../local/servers/temporal-executable';
import { installVenv } from '../../../local/venv/install-venv';
import { type Folder, installs, makeFolder } from '../folder';

let folder: Folder;
let tried: string[];
beforeEach(() => {
  folder = makeFolder();
  tried = [];
});
afterEach(() => folder.remove());

/** Neither way reaches the network; `download` works only where told. */
const ways = (downloaded?: string): Ways => ({
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
  it('is the one on the PATH before all others', async () => {
    const onPath = folder.script('path/temporal');
    folder.script('slipway/temporal/temporal-sdk-typescript-1.24.0');
    expect(await temporalExecutable(installing(`/nowhere:${folder.at('path')}`), ways())).toBe(onPath);
    expect(tried).toEqual([]);
  });

  it('else the newest that the SDK downloaded, not one that it is downloading', async () => {
    folder.script('slipway/temporal/temporal-sdk-typescript-1.23.0');
    const downloaded = folder.script('slipway/temporal/temporal-sdk-typescript-1.24.0');
    folder.script('slipway/temporal/temporal-sdk-typescript-1.25.0.downloading');
    expect(await temporalExecutable(installing(), ways())).toBe(downloaded);
    expect(tried).toEqual([]);
  });

  it('else the one installed for Python, before anything is downloaded', async () => {
    const path = `${folder.at('path')}:/usr/bin:/bin`;
    folder.python(installs('temporal'));
    const installed = await temporalExecutable(installing(path), { ...ways(), install: installVenv });
    tried = [];
    expect(await temporalExecutable(installing(), ways())).toBe(installed);
    expect(tried).toEqual([]);
  });

  it('else is downloaded, and installed for Python only where that does not work', async () => {
    expect(await temporalExecutable(installing(), ways('/downloaded/temporal'))).toBe('/downloaded/temporal');
    expect(tried).toEqual(['download']);
    tried = [];
    expect(await temporalExecutable(installing(), ways())).toBe(folder.at('installed', 'temporal'));
    expect(tried).toEqual(['download', 'install']);
  });

  it('on the PATH has to be a program', async () => {
    folder.script('path/temporal/readme');
    await temporalExecutable(installing(), ways('/downloaded/temporal'));
    expect(tried).toEqual(['download']);
  });
});
