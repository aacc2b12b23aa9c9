import { execFile } from 'node:child_process';

/** How a git command ended; what it said where that was not well. */
export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A repository on a disk that does not answer must not hold up who pushes. */
const withinMs = 10_000;

/** Runs git on a repository, of whose hooks and symbolic links nothing comes to act. Rejects where git itself cannot be run or is too slow. */
export async function git(
  repository: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const whole = { ...process.env, ...env, GIT_TERMINAL_PROMPT: '0' };
  const careful = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.symlinks=false'];
  return await new Promise((done, refuse) => {
    execFile(
      'git',
      [`--git-dir=${repository}`, ...careful, ...args],
      { env: whole, timeout: withinMs, maxBuffer: 1 << 20 },
      (err, out, said) => {
        if (err === null) done({ code: 0, out, err: said });
        else if (typeof err.code === 'number') done({ code: err.code, out, err: said.trim().split('\n')[0] ?? '' });
        else refuse(err);
      },
    );
  });
}
