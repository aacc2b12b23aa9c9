import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../is-missing';

/** Writes a new file and the folders above it. `false` if the file exists already; then it is not changed. */
export async function writeNewFile(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  return await writeFile(file, text, { flag: 'wx' }).then(
    () => true,
    (err) => {
      if (err.code === 'EEXIST') return false;
      throw err;
    },
  );
}

/** The path of the repository's pull-request template, in any of the places and spellings that GitHub accepts; `undefined` if none. */
export async function findPullRequestTemplate(repository: string): Promise<string | undefined> {
  for (const folder of ['.github', '.', 'docs']) {
    const names = await namesIn(join(repository, folder));
    const template = names.find((name) => /^pull_request_template(\.\w+)?$/i.test(name));
    if (template !== undefined) return join(folder, template);
  }
  return undefined;
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((err) => {
    if (isMissing(err)) return [];
    throw err;
  });
