import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** If the command fails, its output is appended to this file. */
  readonly logFile?: string;
  readonly signal?: AbortSignal;
}

/** Runs a command to its end and returns its standard output; `undefined` if it fails, does not exist or takes too long. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string | undefined> {
  const { env, timeoutMs, logFile, signal } = options;
  try {
    const limits = { timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024, ...(env && { env }), ...(signal && { signal }) };
    return (await execute(command, args, limits)).stdout;
  } catch (err) {
    if (logFile !== undefined) appendOutput(logFile, err);
    return undefined;
  }
}

function appendOutput(logFile: string, err: unknown): void {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const output =
    typeof err === 'object' && err !== null && 'stdout' in err && 'stderr' in err ? `${err.stdout}${err.stderr}` : '';
  appendFileSync(logFile, output || `${err}\n`);
}
