import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type GitResult, git } from '../../git';
import { Refusal } from '../../refusal';

/** The git folder of a repository, and the folder of its hooks, which the setting `core.hooksPath` may move. */
export interface GitFolders {
  readonly repository: string;
  readonly hooks: string;
}

/** Finds the repository at a path, bare or not. Within a hook, git's own variables name it. Rejects with a `Refusal` if there is none. */
export async function gitFolders(path: string): Promise<GitFolders> {
  const { code, out, error } = await git(['-C', path, 'rev-parse', '--absolute-git-dir', '--git-path', 'hooks']);
  if (code !== 0) throw new Refusal(2, `${path} is not a git repository (${error})`);
  const [repository = '', hooks = ''] = out.trimEnd().split('\n');
  return { repository: await realpath(repository), hooks: resolve(path, hooks) };
}

/** Whether git allows a branch of this short name: `main`, not `refs/heads/main`. */
export async function isBranchName(name: string): Promise<boolean> {
  if (name.startsWith('refs/')) return false;
  return (await git(['check-ref-format', `refs/heads/${name}`])).code === 0;
}

/** Runs git on a repository that others push to: none of its hooks runs, and no symbolic link of a commit is written as a link. */
export async function gitInPushed(
  repository: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return await git([`--git-dir=${repository}`, '-c', 'core.hooksPath=/dev/null', '-c', 'core.symlinks=false', ...args], env);
}
