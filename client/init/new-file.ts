import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../is-missing';

/** Writes a new file, and the folders to it. `false` where something of that name is there, which stays as it is. */
export async function put(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  return await writeFile(file, text, { flag: 'wx' }).then(
    () => true,
    (err) => {
      if (err.code === 'EEXIST') return false;
      throw err;
    },
  );
}

/** The pull-request template that a repository has, in any of the places and spellings that GitHub takes one from. */
export async function templateIn(repository: string): Promise<string | undefined> {
  for (const folder of ['.github', '.', 'docs']) {
    const found = (await namesIn(join(repository, folder))).find((name) => /^pull_request_template(\.\w+)?$/i.test(name));
    if (found !== undefined) return join(folder, found);
  }
  return undefined;
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((err) => {
    if (isMissing(err)) return [];
    throw err;
  });
