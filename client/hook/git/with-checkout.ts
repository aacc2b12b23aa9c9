import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../git';

/** Puts the files of exactly one commit into a folder of their own, hands it over, and removes it afterwards. The repository is only read. */
export async function withCheckout<T>(repository: string, commit: string, use: (folder: string) => Promise<T>): Promise<T> {
  const around = await mkdtemp(join(tmpdir(), 'slipway-pushed-'));
  const folder = join(around, 'tree');
  const env = { GIT_INDEX_FILE: join(around, 'index'), GIT_WORK_TREE: folder };
  try {
    await mkdir(folder);
    for (const args of [
      ['read-tree', commit],
      ['checkout-index', '--all', '--quiet'],
    ]) {
      const { code, err } = await git(repository, args, env);
      if (code !== 0) throw new Error(`the files of ${commit} cannot be had from ${repository}: ${err}`);
    }
    return await use(folder);
  } finally {
    await rm(around, { recursive: true, force: true });
  }
}
