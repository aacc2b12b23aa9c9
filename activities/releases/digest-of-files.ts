import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** `sha256-<64 hex>` of a file, or of a folder's files: their contents, relative paths and executable bits, but not their dates. */
export async function digestOfFiles(path: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesIn(path)) {
    const content = await readFile(file);
    const mode = (await stat(file)).mode & 0o100 ? 'x' : '-';
    hash.update(`${mode} ${relative(path, file).split(sep).join('/')} ${content.length}\n`).update(content);
  }
  return `sha256-${hash.digest('hex')}`;
}

/** Every file at or below a path, sorted by path. Follows links. */
async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).sort();
  return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat();
}
