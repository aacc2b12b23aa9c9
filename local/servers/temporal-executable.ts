import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { installedVenv, installVenv } from '../venv/install-venv';
import type { Installing, Venv } from '../venv/venv';
import { downloadedTemporal, downloadTemporal } from './temporal-download';

/** Ways to get a Temporal server that is not here yet; tests put others in their place. */
export interface Ways {
  /** The official way: `undefined` where it does not work. */
  readonly download: (installing: Installing) => Promise<string | undefined>;
  /** The last way: throws where it does not work. Answers with a folder that holds `temporal`. */
  readonly install: (venv: Venv, installing: Installing) => Promise<string>;
}

const venv: Venv = {
  name: 'temporal',
  what: 'the Temporal server',
  requirements: path.join(__dirname, 'requirements/temporal.txt'),
  check: ['temporal', '--version'],
};

/**
 * The path of the `temporal` program. What is already here comes first: on the PATH, downloaded by the SDK, installed for Python;
 * then the SDK's own download, which needs the internet, and last a package of Python, which needs only a registry.
 */
export async function temporalExecutable(
  installing: Installing,
  { download, install }: Ways = { download: (installing) => downloadTemporal(installing), install: installVenv },
): Promise<string> {
  return (
    onPath('temporal', installing.env.PATH) ??
    downloadedTemporal(installing.folder) ??
    inBin(await installedVenv(venv, installing)) ??
    (await download(installing)) ??
    path.join(await install(venv, installing), 'temporal')
  );
}

const inBin = (bin: string | undefined): string | undefined => bin && path.join(bin, 'temporal');

/** Where a program is on the PATH; `undefined` where it is not. */
export function onPath(program: string, searched = ''): string | undefined {
  return searched
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.resolve(folder, program))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
