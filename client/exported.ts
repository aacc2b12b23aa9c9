/** Runs a pipeline file where it can do no harm: in a process of its own, for a while, with little to read and nothing to write. */
import { type ChildProcess, spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { wordsBundle } from './words-bundle';

/** A pipeline file cannot be read or run: the message says why, in words that can follow the file's name and a colon. */
export class Unreadable extends Error {}

export interface Leave {
  /** The one folder, besides Slipway's own code, that the file may read; without it, whatever the person who runs it may read. */
  readonly reads?: string;
  readonly withinMs?: number;
}

/** A file that takes longer does something else than to describe a pipeline. */
const longestMs = 10_000;

/** Of all that the file prints and hands back, in bytes. The longest pipelines have some ten thousand. */
const mostBytes = 1 << 20;

const handedBack = z.strictObject({ exported: z.unknown().exactOptional(), threw: z.string().exactOptional() });

const childFile = resolve(__dirname, 'exported-child.js');

/** What a TypeScript or JavaScript file exports by default, as JSON sees it. Rejects with `Unreadable` where it does not come to that. */
export async function exportedBy(file: string, { reads, withinMs = longestMs }: Leave = {}): Promise<unknown> {
  const real = await realpath(file).catch((err) => {
    throw new Unreadable(err.message);
  });
  if (!(await stat(real)).isFile()) throw new Unreadable('it is no file');
  const may = reads === undefined ? ['*'] : [await realpath(reads), ...ownCode()];
  const { exported, threw } = understood(await run(real, may, withinMs));
  if (threw !== undefined) throw new Unreadable(threw);
  return exported;
}

/** The file writes to the descriptor itself if it likes; then it can hand back what it could have exported as well. */
function understood(answer: string): z.infer<typeof handedBack> {
  try {
    return handedBack.parse(JSON.parse(answer));
  } catch {
    throw new Unreadable('what it hands back is no JSON of a pipeline');
  }
}

const ownCode = (): string[] => [childFile, resolve(require.resolve('jiti'), '../..')];

/** Node's seat belt under the name that this Node knows it by: against accidents, not against malice. */
const belt = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

async function run(file: string, may: readonly string[], withinMs: number): Promise<string> {
  const flags = ['--no-warnings', '--max-old-space-size=256', belt, ...may.map((path) => `--allow-fs-read=${path}`)];
  const words = await wordsBundle();
  const child = spawn(process.execPath, [...flags, childFile, file], {
    cwd: dirname(file),
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  return await new Promise((answer, refuse) => {
    const end = (why: string) => {
      child.kill('SIGKILL'); // it may start nothing, so there is nothing below it
      refuse(new Unreadable(why));
    };
    const late = setTimeout(() => end(`it was still running after ${withinMs / 1000} s, and was ended`), withinMs);
    const [printed, errors, handed] = readAll(child, () => end('it prints more than a megabyte, and was ended'));
    child.stdin.once('error', () => {}); // a child that ends before it has read them all: `close` tells of it
    child.stdin.end(words);
    child.once('error', (err) => end(`it cannot be run: ${err.message}`));
    child.once('close', (code, signal) => {
      clearTimeout(late);
      if (handed() !== '') answer(handed());
      else end(`it ended (${signal ?? code}) without an answer: ${lastWords(errors() || printed())}`);
    });
  });
}

/** Keeps what standard output, standard error and the answer's descriptor bring, until all together are too much. */
function readAll({ stdio }: ChildProcess, tooMuch: () => void): [() => string, () => string, () => string] {
  let bytes = 0;
  const kept = (stream: unknown) => {
    const chunks: Buffer[] = [];
    if (stream instanceof Readable)
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes) tooMuch();
        else chunks.push(chunk);
      });
    return () => Buffer.concat(chunks).toString();
  };
  return [kept(stdio[1]), kept(stdio[2]), kept(stdio[3])];
}

/** Of a stack trace the line that says what happened. */
function lastWords(text: string): string {
  const lines = text.trim().split('\n');
  const line = lines.find((one) => /^(\w*Error|FATAL ERROR)\b/.test(one)) ?? lines.at(-1) ?? '';
  return line === '' ? 'a pipeline file must not end the process' : line.slice(0, 200);
}
