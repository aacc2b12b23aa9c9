import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitInPushed } from './repository';

/** Checks out exactly one commit into a temporary folder, passes the folder to `use`, and removes it. The repository is only read. */
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
      const { code, error } = await gitInPushed(repository, args, env);
      if (code !== 0) throw new Error(`cannot check out ${commit} of ${repository}: ${error}`);
    }
    return await use(folder);
  } finally {
    await rm(around, { recursive: true, force: true });
  }
}
