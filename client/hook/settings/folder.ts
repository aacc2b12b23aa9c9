import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';

/** Where what was told to `slipway hook install` is kept, for `slipway serve` and for the hooks: in `SLIPWAY_FOLDER`, which they share. */
export const hooksFolder = (environment: NodeJS.ProcessEnv): string => join(slipwayFolder(environment), 'hooks');

/** `SLIPWAY_FOLDER` as a whole path; where nothing is said, a folder beside the person, as for the worker. */
export const slipwayFolder = ({ SLIPWAY_FOLDER: folder }: NodeJS.ProcessEnv): string => resolve(folder || '.slipway');

/** `shop-3f2a1c9d`: a repository in addresses and names of folders, by its last name for people and its whole path for certainty. */
export function keyOf(repository: string): string {
  const folder = basename(repository) === '.git' ? dirname(repository) : repository;
  const name = basename(folder, '.git').replace(/[^A-Za-z0-9._-]/g, '-');
  return `${name}-${createHash('sha256').update(repository).digest('hex').slice(0, 8)}`;
}

/** What `keyOf` can answer: nothing that leads out of the folder. */
export const isKey = (text: string): boolean => /^[A-Za-z0-9._-]*-[0-9a-f]{8}$/.test(text);
