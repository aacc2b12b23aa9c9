import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';

export interface Command {
  readonly run: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the command and everything that it started. */
  readonly signal?: AbortSignal;
  /** Where all of its output is kept, errors too; without it only the end is. */
  readonly keep?: string;
}

export interface Ran {
  readonly code: number;
  /** The end of what it printed, at most some thousand characters. */
  readonly tail: string;
}

const tailLength = 4_000;

const excerptLength = 500;

/** Of what a command that failed printed last: from the first line that speaks of a failure on, or else the end. */
export function excerptOf(tail: string): string {
  const at = tail.search(/^.*(?:\bnot ok\b|\bFAIL|Error\b|\berror\b|✕|✗|✖)/m);
  return (at < 0 ? tail.trim().slice(-excerptLength) : tail.slice(at, at + excerptLength)).trim();
}

/** A command that hangs is a failure, and not to be begun again for ever while its lane is held. */
const longestMs = 50 * 60_000;

/** Runs a command to its end. Rejects where it cannot be started or was aborted; a code that is not 0 is an answer. */
export async function runCommand({ run: [file = '', ...args], folder, environment, signal, keep }: Command): Promise<Ran> {
  signal?.throwIfAborted();
  const child = spawn(file, args, { cwd: folder, env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = keep === undefined ? undefined : createWriteStream(keep, { flags: 'a' });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => {
      tail = (tail + decoder.write(chunk)).slice(-tailLength);
      output?.write(chunk);
    });
  }
  const abort = () => killGroup(child.pid);
  const late = setTimeout(() => {
    tail = `${tail}\nended by Slipway after ${longestMs / 60_000} minutes`;
    abort();
  }, longestMs);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const [code] = await once(child, 'close');
    signal?.throwIfAborted();
    return { code: typeof code === 'number' ? code : -1, tail };
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', abort);
    if (output !== undefined) await finished(output.end());
  }
}

/** What the system says of a call that failed; nothing of any other error. */
export const errno = (err: unknown): { readonly code?: unknown; readonly syscall?: unknown } =>
  typeof err === 'object' && err !== null ? err : {};

/** The whole group: npm starts a shell that starts the rest. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (err) {
    if (errno(err).code !== 'ESRCH') throw err; // else it ended by itself
  }
}
