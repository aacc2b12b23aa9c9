import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../../platform/write-whole';
import { isMissing } from '../../is-missing';
import { Refusal } from '../../refusal';
import { mark, ownHook } from './post-receive';

/** Writes the post-receive hook of a repository; idempotent. Leaves a hook that is not Slipway's as it is, and rejects with a `Refusal`. */
export async function writeHook(hooks: string, text: string): Promise<void> {
  const file = join(hooks, 'post-receive');
  const present = await contentOf(file);
  if (present !== undefined && !present.includes(mark))
    throw new Refusal(
      1,
      `${file} exists and is not Slipway's: rename it to ${ownHook} and install again; Slipway's hook calls it first, with the same input`,
    );
  if (present === text) return await chmod(file, 0o755);
  await mkdir(hooks, { recursive: true });
  await writeWhole(file, text, { mode: 0o755 }); // a push may run it at this moment
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (err) {
    if (isMissing(err)) return undefined;
    throw err;
  }
}
