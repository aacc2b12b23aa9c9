/** `slipway hook install` and `rotate`: what `serve` knows of a repository, its secrets, and its post-receive hook. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../../refusal';
import { gitFolders } from '../git/repository';
import { keyOf } from '../settings/folder';
import { register } from '../settings/register';
import { type Registration, registrationOf } from '../settings/registration';
import { addSecret, forgetOldSecrets, isSecret, minimumLength, secretsOf } from '../settings/secrets';
import { postReceive } from './post-receive';
import type { HookRequest } from './request';
import { writeHook } from './write-hook';

/** `SLIPWAY_FOLDER`, and the folder of hooks in it. */
export interface Folders {
  readonly slipway: string;
  readonly hooks: string;
}

/** Makes pushes to a branch reach `slipway serve`. Everything that may be refused comes first, so that a refusal leaves nothing half done. */
export async function installHook(
  folders: Folders,
  { repository: path, secretFile, ...added }: HookRequest,
): Promise<Registration> {
  const { repository, hooks: gitHooks } = await gitFolders(path);
  const key = keyOf(repository);
  const secret = await secretIn(secretFile);
  const program = resolve(__dirname, '../../../bin/slipway.js');
  await writeHook(gitHooks, postReceive({ node: process.execPath, program, folder: folders.slipway }));
  const needsSecret = secret !== undefined || (await secretsOf(folders.hooks, key)).length === 0;
  if (needsSecret) await addSecret(folders.hooks, key, secret);
  return await register(folders.hooks, repository, added);
}

/** Signs with a new secret from now on; the one before still verifies, older ones are deleted. */
export async function rotateSecret({ hooks }: Folders, path: string, secretFile: string | undefined): Promise<Registration> {
  const { repository } = await gitFolders(path);
  const key = keyOf(repository);
  const registration = await registrationOf(hooks, key);
  if (registration === undefined)
    throw new Refusal(1, `${repository} does not have Slipway's hook: install it with slipway hook install`);
  await addSecret(hooks, key, await secretIn(secretFile));
  await forgetOldSecrets(hooks, key);
  return registration;
}

async function secretIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((err) => {
    throw new Refusal(2, `the secret in ${file} cannot be read: ${err.message}`);
  });
  const secret = text.trim();
  if (isSecret(secret)) return secret;
  throw new Refusal(2, `the secret in ${file} can be guessed: it has fewer than ${minimumLength} characters`);
}
