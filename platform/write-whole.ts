/**
 * Writes a file whole: whoever reads it finds the content of before or the new one, never a part, also after a crash or on a full disk.
 *
 * The field's package, `write-file-atomic` 7, calls `write` once and ignores how much it wrote: on a full disk it replaces a good file with
 * a part of the new one. Node's `writeFile` on a handle writes everything or throws.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

interface Options {
  /** Permissions of the file, which the umask narrows. */
  readonly mode?: number;
}

/** Rejects, and leaves the file as it was, if it cannot be written whole. */
export async function writeWhole(file: string, content: string, { mode = 0o666 }: Options = {}): Promise<void> {
  const draft = draftOf(file);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync(); // before the rename: else a crash can leave the name on an empty file
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (err) {
    await rm(draft, { force: true });
    throw err;
  }
  await syncFolder(dirname(file));
}

/** The same at once, for whoever must not be interrupted between two writes. */
export function writeWholeSync(file: string, content: string, { mode = 0o666 }: Options = {}): void {
  const draft = draftOf(file);
  try {
    const handle = openSync(draft, 'wx', mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (err) {
    rmSync(draft, { force: true });
    throw err;
  }
}

/** Random, because writers in several containers can have the same process id. */
const draftOf = (file: string): string => `${file}.${randomUUID()}.draft`;

/** Makes the rename itself survive a power failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
