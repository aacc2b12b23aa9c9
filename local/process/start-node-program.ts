import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart } from './cannot-start';
import type { StartedProcess } from './start-process';

/** A Node program of ours that prints a line on its standard output when it is ready. */
export interface NodeProgram {
  /** For messages, as in `the worker`. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Its output is appended to this file. */
  readonly logFile: string;
  /** Receives every line of its standard output. */
  readonly onLine: (line: string) => void;
  /** Whether this line reports that the program is ready. */
  readonly isReady: (line: string) => boolean;
}

/** A started Node program that is ready. */
export interface NodeProcess extends StartedProcess {
  /** The line that reported it. */
  readonly readyLine: string;
}

/** The time from SIGTERM to SIGKILL. */
const stopTimeoutMs = 20_000;

/** Starts one of our own programs with this Node and waits until it is ready. Throws {@link CannotStart} if it ends before. */
export async function startNodeProgram(program: NodeProgram): Promise<NodeProcess> {
  const { name, args, env, logFile } = program;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  // A process group of its own: Ctrl-C reaches only us, and we decide what stops first.
  const child = spawn(process.execPath, [...args], { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const stopOrphan = () => child.kill('SIGTERM'); // we exit without having stopped it
  process.once('exit', stopOrphan);
  const ended = once(child, 'close').then(() => {
    process.off('exit', stopOrphan);
    log.end();
  });
  const readyLine = await Promise.race([firstReadyLine(program, child, log), ended.then(() => undefined)]);
  if (readyLine === undefined || child.pid === undefined) throw new CannotStart(`${name} ended before it was ready`, logFile);
  return { pid: child.pid, readyLine, ended, ...endings(child, ended) };
}

/** Logs all output, passes each line on, and resolves with the first line that reports readiness. */
function firstReadyLine(
  { onLine, isReady }: NodeProgram,
  child: ChildProcessWithoutNullStreams,
  log: WriteStream,
): Promise<string> {
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  return new Promise((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line);
      if (isReady(line)) resolve(line);
    });
  });
}

const endings = (child: ChildProcessWithoutNullStreams, ended: Promise<void>): Pick<StartedProcess, 'stop' | 'kill'> => ({
  async stop() {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  },
  async kill() {
    child.kill('SIGKILL');
    await ended;
  },
});
