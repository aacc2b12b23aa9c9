import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../refusal';

/** The git folder of a repository, and where its hooks are, which a setting of git may say is elsewhere. */
export interface GitFolders {
  readonly repository: string;
  readonly hooks: string;
}

/** Looks for the repository at a path, bare or not. Within a hook, git itself says which it is. */
export async function gitFolders(path: string): Promise<GitFolders> {
  const git = promisify(execFile);
  const { stdout } = await git('git', ['-C', path, 'rev-parse', '--absolute-git-dir', '--git-path', 'hooks']).catch((err) => {
    throw new Refusal(2, `${path} is no git repository (${firstLine(String(err.stderr ?? err.message))})`);
  });
  const [repository = '', hooks = ''] = stdout.trimEnd().split('\n');
  return { repository: await realpath(repository), hooks: resolve(path, hooks) };
}

/** Whether git would let a branch be called that, as people say it: `main`, and not `refs/heads/main`. */
export async function isBranchName(name: string): Promise<boolean> {
  if (name.startsWith('refs/')) return false;
  const git = promisify(execFile);
  return await git('git', ['check-ref-format', `refs/heads/${name}`]).then(
    () => true,
    (err) => {
      if (err.code === 1) return false;
      throw new Refusal(3, `git cannot be run: ${err.message}`);
    },
  );
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';
