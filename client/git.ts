import { execFile } from 'node:child_process';
import { Refusal } from './refusal';

/** How a git command ended. */
export interface GitResult {
  readonly code: number;
  readonly out: string;
  /** The first line of standard error. */
  readonly error: string;
}

/** A repository on a disk that does not answer must not keep the person who pushes waiting. */
const timeoutMs = 10_000;

/** Runs git. Rejects with a `Refusal` if git cannot be run, or takes more than ten seconds. */
export async function git(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<GitResult> {
  const options = { env: { ...process.env, ...env, GIT_TERMINAL_PROMPT: '0' }, timeout: timeoutMs, maxBuffer: 1 << 20 };
  return await new Promise((resolve, reject) => {
    execFile('git', args, options, (err, out, errors) => {
      const [error = ''] = errors.trim().split('\n');
      if (err === null) resolve({ code: 0, out, error });
      else if (typeof err.code === 'number') resolve({ code: err.code, out, error });
      else reject(new Refusal(3, `git cannot be run: ${err.message}`));
    });
  });
}
