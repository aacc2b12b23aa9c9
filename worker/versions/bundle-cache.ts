import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../platform/write-whole';

/** Everything that the bundle is made of: what workflows may import (test/architecture.test.ts), and the packages, by their lock file. */
const sources = ['workflows', 'pipeline'];
const lock = 'package-lock.json';

/** The cache key of a bundle, known without bundling: the SHA-256 of its sources, in hex. */
export async function digestOfSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of sources) {
    const files = (await readdir(join(root, folder), { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    for (const file of files) hash.update(`${folder}/${file}\0`).update(await readFile(join(root, folder, file)));
  }
  return hash.update(await readFile(join(root, lock))).digest('hex');
}

/** The cached bundle of these sources; `undefined` if there is none, or it cannot be read. */
export async function cachedBundle(folder: string, digest: string): Promise<string | undefined> {
  return await readFile(fileOf(folder, digest), 'utf8').catch(() => undefined);
}

/** Caches a bundle for the next worker and deletes older ones. Rejects if the folder cannot be written to. */
export async function cacheBundle(folder: string, digest: string, code: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const older = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  await writeWhole(fileOf(folder, digest), code); // another worker may read it at the same time
  for (const name of older) if (name !== `${digest}.js`) await rm(join(folder, name), { force: true });
}

const fileOf = (folder: string, digest: string): string => join(folder, `${digest}.js`);
