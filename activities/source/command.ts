import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { systemError } from '../../platform/system-error';

/** A program to run, with its arguments and all that it gets. */
export interface Command {
  readonly run: readonly string[];
  readonly folder: string;
  /** All of the environment that the command sees. */
  readonly environment: Readonly<Record<string, string>>;
  /** Kills the command and every process that it started. */
  readonly signal?: AbortSignal;
  /** The file to which all of its output is appended, errors too. */
  readonly logFile?: string;
}

/** How a command ended. */
export interface CommandResult {
  /** -1 if a signal ended it. */
  readonly code: number;
  /** The end of its output, at most a few thousand characters. */
  readonly tail: string;
}

const tailLength = 4_000;

/** A hanging command must fail: retried for ever, it would hold its lane for ever. */
const timeoutMs = 50 * 60_000;

/** Runs a command to its end. Rejects if it cannot be started or was aborted; an exit code other than 0 is a result. */
export async function runCommand({
  run: [file = '', ...args],
  folder,
  environment,
  signal,
  logFile,
}: Command): Promise<CommandResult> {
  signal?.throwIfAborted();
  const child = spawn(file, args, { cwd: folder, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  log?.on('error', () => {}); // reported by `finished` below; without a listener a full disk would end the worker
  const tail = tailOf([child.stdout, child.stderr], log);
  try {
    const { code, isLate } = await ended(child, signal);
    return { code, tail: isLate ? `${tail()}\nended by Slipway after ${timeoutMs / 60_000} minutes` : tail() };
  } finally {
    if (log !== undefined) await finished(log.end());
  }
}

/** Copies streams to a log, and returns a function that returns the end of what they printed so far. */
function tailOf(streams: readonly Readable[], log: Writable | undefined): () => string {
  let tail = '';
  for (const stream of streams) {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => {
      tail = (tail + decoder.write(chunk)).slice(-tailLength);
      log?.write(chunk);
    });
  }
  return () => tail;
}

async function ended(child: ChildProcess, signal: AbortSignal | undefined): Promise<{ code: number; isLate: boolean }> {
  let isLate = false;
  const abort = () => killGroup(child.pid);
  const timer = setTimeout(() => {
    isLate = true;
    abort();
  }, timeoutMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const [code] = await once(child, 'close');
    signal?.throwIfAborted();
    return { code: typeof code === 'number' ? code : -1, isLate };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Kills the whole process group: npm starts a shell, which starts other processes. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (err) {
    if (systemError(err).code !== 'ESRCH') throw err; // else it has already ended
  }
}

const excerptLength = 500;

/** The part of a failed command's output to show people: from the first line that reports a failure, or else the end. */
export function excerptOf(tail: string): string {
  const at = tail.search(/^.*(?:\bnot ok\b|\bFAIL|Error\b|\berror\b|✕|✗|✖)/m);
  return (at < 0 ? tail.trim().slice(-excerptLength) : tail.slice(at, at + excerptLength)).trim();
}
