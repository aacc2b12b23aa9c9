import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly withinMs: number;
  /** What the command printed is added to this file where it fails. */
  readonly logFile?: string;
  readonly signal?: AbortSignal;
}

/** Runs a command to its end. What it printed on standard output, or `undefined` where it failed, was missing or took too long. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string | undefined> {
  const { env, withinMs: timeout, logFile, signal } = options;
  try {
    const limits = { timeout, maxBuffer: 16 * 1024 * 1024, ...(env && { env }), ...(signal && { signal }) };
    return (await execute(command, args, limits)).stdout;
  } catch (err) {
    if (logFile !== undefined) keep(logFile, err);
    return undefined;
  }
}

function keep(logFile: string, err: unknown): void {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const printed =
    typeof err === 'object' && err !== null && 'stdout' in err && 'stderr' in err ? `${err.stdout}${err.stderr}` : '';
  appendFileSync(logFile, printed || `${err}\n`);
}
