/**
 * Runs a pipeline file where it can do little harm: in a process of its own, for a while, with little to read and nothing to write.
 *
 * Two things keep it there. Where the machine has Linux namespaces, the kernel does: the process reaches no other process and no network,
 * whatever it knows of Node. Everywhere Node's permissions do, and what the child takes away besides; that stops accidents and the plain
 * ways, and is no wall against somebody who knows Node from within.
 */
import { spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isolated, sandbox } from '../../platform/sandbox';
import { lastWords, readAll, visible } from './exported-output';
import { plainly } from './plain-words';
import { wordsBundle } from './words-bundle';

/** A pipeline file cannot be read or run: the message says why, in words that can follow the file's name and a colon. */
export class Unreadable extends Error {
  constructor(why: string) {
    super(visible(why));
  }
}

export interface Leave {
  /** The one folder, besides Slipway's own code, that the file may read; without it, whatever the person who runs it may read. */
  readonly reads?: string;
  readonly withinMs?: number;
  /** What stands before the child's command to keep it apart; without it, what this machine can. A test says `[]`, as a Mac would. */
  readonly behind?: readonly string[];
}

/** A file that takes longer does something else than to describe a pipeline. */
const longestMs = 10_000;

const handedBack = z.strictObject({ exported: z.unknown().exactOptional(), threw: z.string().exactOptional() });

const childFile = resolve(__dirname, 'exported-child.js');

const environment = () => ({ PATH: process.env.PATH });

const apart = sandbox(isolated, environment());

/** What a TypeScript or JavaScript file exports by default, as JSON sees it. Rejects with `Unreadable` where it does not come to that. */
export async function exportedBy(file: string, { reads, withinMs = longestMs, behind }: Leave = {}): Promise<unknown> {
  const real = await realpath(file).catch((err) => {
    throw new Unreadable(err.message);
  });
  if (!(await stat(real)).isFile()) throw new Unreadable('it is no file');
  const may = reads === undefined ? ['*'] : [await realpath(reads), ...ownCode()];
  const { exported, threw } = understood(await run(real, { may, withinMs, behind }));
  if (threw !== undefined) throw new Unreadable(plainly(threw));
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

async function whatThereIs(): Promise<readonly string[]> {
  const found = await apart();
  return 'prefix' in found ? found.prefix : [];
}

const ownCode = (): string[] => [childFile, resolve(__dirname, 'exported-barred.js'), resolve(require.resolve('jiti'), '../..')];

/** Node's seat belt under the name that this Node knows it by: against accidents, not against malice. */
const belt = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

/**
 * Node opens its inspector, through which anybody on the machine runs code in it, when it is sent SIGUSR1 and nobody listens. This stays
 * for good: a process that stops listening is ended by the next such signal.
 */
function keepInspectorShut(): void {
  if (!process.listeners('SIGUSR1').includes(heed)) process.on('SIGUSR1', heed);
}
const heed = () => {};

interface Bounds {
  readonly may: readonly string[];
  readonly withinMs: number;
  readonly behind: readonly string[] | undefined;
}

async function run(file: string, { may, withinMs, behind }: Bounds): Promise<string> {
  const flags = ['--no-warnings', '--max-old-space-size=256', belt, ...may.map((path) => `--allow-fs-read=${path}`)];
  const [words, before] = await Promise.all([wordsBundle(), behind ?? whatThereIs()]);
  keepInspectorShut();
  const [program, ...args] = [...before, process.execPath, ...flags, childFile, file];
  const child = spawn(program, args, { cwd: dirname(file), env: environment(), stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  return await new Promise((answer, refuse) => {
    const end = (why: string) => {
      child.kill('SIGKILL'); // it may start nothing; and where it runs behind `unshare`, that one takes it along
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
