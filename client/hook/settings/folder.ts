import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';

/** The folder in which `slipway hook install` keeps its settings, for `slipway serve` and the hooks, which share `SLIPWAY_FOLDER`. */
export const hooksFolder = (environment: NodeJS.ProcessEnv): string => join(slipwayFolder(environment), 'hooks');

/** `SLIPWAY_FOLDER` as an absolute path; by default `.slipway` in the current folder, as for the worker. */
export const slipwayFolder = ({ SLIPWAY_FOLDER: folder }: NodeJS.ProcessEnv): string => resolve(folder || '.slipway');

/** A repository in URLs and folder names, as in `shop-3f2a1c9d`: its last name for people, and a hash of its whole path to be unique. */
export function keyOf(repository: string): string {
  const folder = basename(repository) === '.git' ? dirname(repository) : repository;
  const name = basename(folder, '.git').replace(/[^A-Za-z0-9._-]/g, '-');
  return `${name}-${createHash('sha256').update(repository).digest('hex').slice(0, 8)}`;
}

/** Whether `keyOf` can return this: such a key never leads out of the folder. */
export const isKey = (text: string): boolean => /^[A-Za-z0-9._-]*-[0-9a-f]{8}$/.test(text);
