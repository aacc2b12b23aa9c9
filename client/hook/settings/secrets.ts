/** The secrets of a repository: one a file, numbered, so that a new one can take over while the one before still verifies. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../is-missing';

/** Shorter secrets can be guessed, and an empty file would be a secret that everybody knows. */
export const minimumLength = 16;

/** Newest first: the newest signs, any of them verifies. */
export async function secretsOf(hooks: string, key: string): Promise<string[]> {
  const secrets: string[] = [];
  for (const name of await namesIn(folderOf(hooks, key))) {
    const secret = (await readFile(join(folderOf(hooks, key), name), 'utf8')).trim();
    if (isSecret(secret)) secrets.push(secret);
  }
  return secrets;
}

/**
 * Makes a secret the newest; idempotent. Only the owner may read its file. The file is created exclusively, and not replaced as
 * `writeWhole` would do: of two rotations at once, one fails instead of deleting the other's secret.
 */
export async function addSecret(hooks: string, key: string, secret = randomBytes(32).toString('hex')): Promise<void> {
  if ((await secretsOf(hooks, key))[0] === secret) return;
  const folder = folderOf(hooks, key);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const newest = Number((await namesIn(folder))[0] ?? 0);
  await writeFile(join(folder, String(newest + 1)), `${secret}\n`, { mode: 0o600, flag: 'wx' });
}

/** Deletes all but the newest two: the one that signs, and the one before it, with which a message may still be on its way. */
export async function forgetOldSecrets(hooks: string, key: string): Promise<void> {
  for (const name of (await namesIn(folderOf(hooks, key))).slice(2)) await rm(join(folderOf(hooks, key), name));
}

export const isSecret = (text: string): boolean => text.length >= minimumLength;

const folderOf = (hooks: string, key: string): string => join(hooks, key, 'secrets');

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((err) => {
    if (isMissing(err)) return [];
    throw err;
  });
  return names.filter((name) => /^\d+$/.test(name)).sort((one, other) => Number(other) - Number(one));
}
