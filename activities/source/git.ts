import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const execute = promisify(execFile);
const failedCommand = z.object({ stderr: z.string() });

/** A git that hangs would delay every later fetch of its repository. */
const timeoutMs = 10 * 60_000;

/** What git needs to run: a folder, and all of the environment that it sees. It never waits for a person to type a password. */
export interface GitPlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A git command failed. The message is the line that says why. */
export class GitError extends Error {
  override readonly name = 'GitError';

  /** `printed` is all that git printed about it. */
  constructor(
    message: string,
    readonly printed: string,
  ) {
    super(message);
  }
}

/** Runs git and returns what it prints. Rejects with a `GitError`, in git's own words. */
export async function runGit({ folder, environment }: GitPlace, ...args: string[]): Promise<string> {
  try {
    const env = { ...environment, GIT_TERMINAL_PROMPT: '0' };
    return (await execute('git', ['-C', folder, ...args], { maxBuffer: 64 << 20, env, timeout: timeoutMs })).stdout;
  } catch (err) {
    const printed = failedCommand.safeParse(err).data?.stderr.trim() || String(err);
    throw new GitError(reasonIn(printed), printed);
  }
}

/** The line with the fatal error; but over ssh that line only says that it failed, and the one before it says why. */
function reasonIn(printed: string): string {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => /^(fatal|error):/.test(line));
  const line = at > 0 && /could not read from remote/i.test(lines[at] ?? '') ? lines[at - 1] : lines[at];
  return line ?? lines.at(-1) ?? printed;
}
