import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start';
import { poll } from './poll';

/** A program to start, and how to find out that it is ready. */
export interface Program {
  /** For messages, as in `the AWS emulator`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Its output is appended to this file. */
  readonly logFile: string;
  /** True once it is ready; a rejection counts as not ready. It is polled, so it must return soon. */
  readonly ready: () => Promise<boolean>;
  readonly readyTimeoutMs?: number;
  /** The time from SIGTERM to SIGKILL. */
  readonly stopTimeoutMs?: number;
}

/** A started program that is ready. */
export interface StartedProcess {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Sends SIGTERM, waits, then sends SIGKILL. Idempotent; does nothing if the process has ended. */
  stop(): Promise<void>;
  /** Sends SIGKILL at once, as in a crash: the program saves nothing. */
  kill(): Promise<void>;
}

/**
 * Starts a program and returns when it is ready. Throws {@link CannotStart}, and leaves nothing running, if the program cannot be run,
 * ends, or is not ready in time.
 *
 * It gets a process group of its own: Ctrl-C in the terminal does not reach it, so we decide what stops first.
 */
export async function startProcess(program: Program): Promise<StartedProcess> {
  const child = await launch(program);
  const started = stoppable(child, program.stopTimeoutMs ?? 10_000);
  const failure = await waitUntilReady(program, child);
  if (failure === undefined) return started;
  await started.stop();
  throw new CannotStart(`${program.name} ${failure}`, program.logFile);
}

type Child = ChildProcess & { readonly pid: number };

async function launch({ name, command, args, env, logFile }: Program): Promise<Child> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(command, args, { ...(env && { env }), stdio: ['ignore', log, log], detached: true });
    await once(child, 'spawn');
    if (child.pid === undefined) throw new Error('it has no process id');
    return Object.assign(child, { pid: child.pid });
  } catch (err) {
    throw new CannotStart(`${name} cannot be run: ${err instanceof Error ? err.message : String(err)}`);
  } finally {
    closeSync(log);
  }
}

/** Returns `undefined` when the program is ready, else what went wrong. */
async function waitUntilReady({ ready, readyTimeoutMs = 60_000 }: Program, child: Child): Promise<string | undefined> {
  const abort = new AbortController();
  const ended = whenEnded(child).then(() => abort.abort());
  const polled = poll(ready, { timeoutMs: readyTimeoutMs, signal: abort.signal });
  const isReady = await Promise.race([polled, ended.then(() => false)]);
  if (hasEnded(child)) return `ended before it was ready, ${child.signalCode ?? `exit code ${child.exitCode}`}`;
  return isReady ? undefined : `was not ready within ${readyTimeoutMs / 1_000} s`;
}

function stoppable(child: Child, stopTimeoutMs: number): StartedProcess {
  const stopOrphan = () => signalGroup(child.pid, 'SIGTERM'); // we exit without having stopped it
  process.once('exit', stopOrphan);
  child.once('exit', () => {
    process.off('exit', stopOrphan);
    signalGroup(child.pid, 'SIGKILL'); // processes that it started and left behind
  });
  let stopped: Promise<void> | undefined;
  return {
    pid: child.pid,
    ended: whenEnded(child),
    stop() {
      stopped ??= end(child, stopTimeoutMs);
      return stopped;
    },
    kill: () => end(child, 0),
  };
}

/** With a time-out of 0, SIGTERM is not sent at all. */
async function end(child: Child, timeoutMs: number): Promise<void> {
  if (timeoutMs > 0) {
    child.kill('SIGTERM'); // does nothing if it has ended
    await Promise.race([whenEnded(child), pause(timeoutMs, undefined, { ref: false })]);
  }
  child.kill('SIGKILL');
  await whenEnded(child);
}

const hasEnded = (child: Child): boolean => child.exitCode !== null || child.signalCode !== null;

async function whenEnded(child: Child): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

/** Signals the program and every process that it started and that still runs. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: the whole group has ended
  }
}
