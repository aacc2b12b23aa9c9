/** What `slipway hook` alters: what `serve` knows of a repository, its secrets, and its post-receive. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../../refusal';
import { gitFolders } from '../git/repository';
import { keyOf } from '../settings/folder';
import { type RegisteredPipeline, type Registration, register, registrationOf } from '../settings/registration';
import { addSecret, forgetOldSecrets, isSecret, minimumLength, secretsOf } from '../settings/secrets';
import { script } from './post-receive';
import { writeHook } from './write-hook';

export interface Wanted extends RegisteredPipeline {
  readonly repository: string;
  readonly url: string | undefined;
  readonly secretFile: string | undefined;
}

/** `SLIPWAY_FOLDER`, and the folder of hooks in it. */
export interface Folders {
  readonly slipway: string;
  readonly hooks: string;
}

/** Has pushes to a branch told. What may be refused comes first, so that a refusal leaves nothing half done. */
export async function installHook({ slipway, hooks }: Folders, { repository: path, ...wanted }: Wanted): Promise<Registration> {
  const { repository, hooks: into } = await gitFolders(path);
  const key = keyOf(repository);
  const given = await secretIn(wanted.secretFile);
  await writeHook(
    into,
    script({ node: process.execPath, program: resolve(__dirname, '../../../bin/slipway.js'), folder: slipway }),
  );
  if (given !== undefined || (await secretsOf(hooks, key)).length === 0) await addSecret(hooks, key, given);
  return await register(hooks, repository, wanted);
}

/** Has a new secret sign from now on; the one before it still verifies, any older one is forgotten. */
export async function rotateSecret({ hooks }: Folders, path: string, secretFile: string | undefined): Promise<Registration> {
  const { repository } = await gitFolders(path);
  const key = keyOf(repository);
  const registered = await registrationOf(hooks, key);
  if (registered === undefined) throw new Refusal(1, `${repository} has no hook of Slipway's: see slipway hook install`);
  await addSecret(hooks, key, await secretIn(secretFile));
  await forgetOldSecrets(hooks, key);
  return registered;
}

async function secretIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const secret = (
    await readFile(file, 'utf8').catch((err) => {
      throw new Refusal(2, `the secret in ${file} cannot be read: ${err.message}`);
    })
  ).trim();
  if (!isSecret(secret))
    throw new Refusal(2, `the secret in ${file} is shorter than ${minimumLength} characters, so it can be guessed`);
  return secret;
}
