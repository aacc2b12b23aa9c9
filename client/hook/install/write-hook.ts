import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isMissing } from '../../is-missing';
import { Refusal } from '../../refusal';
import { mark, ownHook } from './post-receive';

/** Writes the post-receive of a repository; told twice is done once. Somebody else's is left as it is, and refused with what to do. */
export async function writeHook(hooks: string, text: string): Promise<void> {
  const file = join(hooks, 'post-receive');
  const there = await contentOf(file);
  if (there !== undefined && !there.includes(mark))
    throw new Refusal(
      1,
      `${file} is there already and not Slipway's: rename it to ${ownHook} and install again. Slipway's calls it first, with the same input`,
    );
  if (there !== text) {
    await mkdir(hooks, { recursive: true });
    const beside = resolve(hooks, 'post-receive.slipway-new'); // somebody may be pushing just now
    await writeFile(beside, text);
    await chmod(beside, 0o755);
    await rename(beside, file);
  }
  await chmod(file, 0o755);
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (err) {
    if (isMissing(err)) return undefined;
    throw err;
  }
}
