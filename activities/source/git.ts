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

/** Runs git and returns what it prints. Rejects with git's own words: the line with the fatal error, or else the last line. */
export async function runGit({ folder, environment }: GitPlace, ...args: string[]): Promise<string> {
  try {
    const env = { ...environment, GIT_TERMINAL_PROMPT: '0' };
    return (await execute('git', ['-C', folder, ...args], { maxBuffer: 64 << 20, env, timeout: timeoutMs })).stdout;
  } catch (err) {
    const lines = (failedCommand.safeParse(err).data?.stderr.trim() ?? '').split('\n');
    throw new Error(lines.find((line) => /^(fatal|error):/.test(line)) ?? (lines.at(-1) || String(err)));
  }
}
