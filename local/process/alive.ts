import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start';
import { until } from './until';

/** A program to keep alive beside us, and how to tell that it answers. */
export interface Program {
  /** What people call it, as in `the AWS emulator`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Its output is added to the end of this file. */
  readonly logFile: string;
  /** True once it answers; a rejection counts as not yet. Asked again and again, so it must end by itself soon. */
  readonly ready: () => Promise<boolean>;
  /** How long it may take to answer. */
  readonly readyWithinMs?: number;
  /** How long it may take to end after SIGTERM, before SIGKILL. */
  readonly stopsWithinMs?: number;
}

/** A started program that answered. */
export interface Alive {
  readonly pid: number;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<void>;
  /** SIGTERM, a wait, SIGKILL. Told twice, done once; fine where the program has ended by itself. */
  stop(): Promise<void>;
  /** SIGKILL at once, as a crash would: nothing is saved. */
  kill(): Promise<void>;
}

/**
 * Starts a program and returns when it answers. Throws {@link CannotStart} where it cannot be run, ends, or does not answer in time;
 * nothing of it is left then.
 *
 * It leads a process group of its own: Ctrl-C in the terminal reaches us and not it, so we decide what ends first.
 */
export async function startProcess(program: Program): Promise<Alive> {
  const child = await launch(program);
  const alive = aliveUntilStopped(child, program.stopsWithinMs ?? 10_000);
  const trouble = await untilReady(program, child);
  if (trouble === undefined) return alive;
  await alive.stop();
  throw new CannotStart(`${program.name} ${trouble}`, program.logFile);
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

/** Undefined when it answers, else what is wrong with it. */
async function untilReady({ ready, readyWithinMs = 60_000 }: Program, child: Child): Promise<string | undefined> {
  const gone = new AbortController();
  const ended = whenEnded(child).then(() => gone.abort());
  const answered = await Promise.race([until(ready, { withinMs: readyWithinMs, signal: gone.signal }), ended.then(() => false)]);
  if (hasEnded(child)) return `ended before it answered, ${child.signalCode ?? `exit code ${child.exitCode}`}`;
  return answered ? undefined : `did not answer within ${readyWithinMs / 1_000} s`;
}

function aliveUntilStopped(child: Child, stopsWithinMs: number): Alive {
  const orphaned = () => signalGroup(child.pid, 'SIGTERM'); // we end without having stopped it
  process.once('exit', orphaned);
  child.once('exit', () => {
    process.off('exit', orphaned);
    signalGroup(child.pid, 'SIGKILL'); // what it started itself and left behind
  });
  let stopped: Promise<void> | undefined;
  return {
    pid: child.pid,
    ended: whenEnded(child),
    stop() {
      stopped ??= end(child, stopsWithinMs);
      return stopped;
    },
    kill: () => end(child, 0),
  };
}

/** Without any time to end by itself it is not even asked to. */
async function end(child: Child, withinMs: number): Promise<void> {
  if (withinMs > 0) {
    child.kill('SIGTERM'); // does nothing where it has ended
    await Promise.race([whenEnded(child), pause(withinMs, undefined, { ref: false })]);
  }
  child.kill('SIGKILL');
  await whenEnded(child);
}

const hasEnded = (child: Child): boolean => child.exitCode !== null || child.signalCode !== null;

async function whenEnded(child: Child): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}

/** To the program and all that it started, as far as it still runs. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: the whole group has ended
  }
}
