import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** All that the bundle is made of: what workflows may import (test/architecture.test.ts), and the packages, by their lock. */
const sources = ['workflows', 'pipeline'];
const lock = 'package-lock.json';

/** Names what would be bundled, without bundling it: the same sources, the same name. */
export async function digestOfSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of sources) {
    const files = (await readdir(join(root, folder), { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    for (const file of files) hash.update(`${folder}/${file}\0`).update(await readFile(join(root, folder, file)));
  }
  return hash.update(await readFile(join(root, lock))).digest('hex');
}

/** The bundle of that name; `undefined` where none is kept, or it cannot be read. It is made anew then. */
export async function keptBundle(folder: string, digest: string): Promise<string | undefined> {
  return await readFile(fileOf(folder, digest), 'utf8').catch(() => undefined);
}

/** Keeps a bundle for the next worker, in place of older ones. Rejects where the folder cannot be written to. */
export async function keepBundle(folder: string, digest: string, code: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const older = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  await writeFileAtomic(fileOf(folder, digest), code); // whole, or not at all: another worker may start just now
  for (const name of older) if (name !== `${digest}.js`) await rm(join(folder, name), { force: true });
}

const fileOf = (folder: string, digest: string): string => join(folder, `${digest}.js`);
