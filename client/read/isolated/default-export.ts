/**
 * Runs a pipeline file where it can do little harm: in a process of its own, for a limited time, with little to read and nothing to write.
 *
 * Two things confine it. On a machine with Linux namespaces, the kernel does: the process reaches no other process and no network,
 * whatever it knows about Node. On every machine Node's permissions do, with the APIs that the child blocks besides. Those stop accidents
 * and the obvious ways out, but not somebody who knows Node's internals.
 */
import { spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { isolated, sandbox } from '../../../platform/sandbox';
import { explainMistake } from '../explain-mistake';
import { collectOutput, errorLine, escapeControls } from './output';
import { slipwayModule } from './slipway-module';

/** A pipeline file cannot be read or run. The message says why, in words that can follow the file's name and a colon. */
export class Unreadable extends Error {
  constructor(why: string) {
    super(escapeControls(why));
  }
}

export interface Limits {
  /** The one folder, besides Slipway's own code, that the file may read. By default it may read what the person who runs it may read. */
  readonly readableFolder?: string;
  readonly timeoutMs?: number;
  /** The command that confines the child. By default the best that this machine has; a test gives `[]`, as on a Mac. */
  readonly sandbox?: readonly string[];
}

/** A file that takes longer does something other than describe a pipeline. */
const defaultTimeoutMs = 10_000;

const childAnswer = z.strictObject({ exported: z.unknown().exactOptional(), threw: z.string().exactOptional() });

const childFile = resolve(__dirname, 'child.js');

const environment = () => ({ PATH: process.env.PATH });

const findSandbox = sandbox(isolated, environment());

/** The default export of a TypeScript or JavaScript file, as JSON has it. Rejects with `Unreadable` if the file cannot be run. */
export async function defaultExport(
  file: string,
  { readableFolder, timeoutMs = defaultTimeoutMs, sandbox }: Limits = {},
): Promise<unknown> {
  const real = await realpath(file).catch((err) => {
    throw new Unreadable(err.message);
  });
  if (!(await stat(real)).isFile()) throw new Unreadable('it is not a file');
  const readable = readableFolder === undefined ? ['*'] : [await realpath(readableFolder), ...ownCode()];
  const { exported, threw } = parse(await run(real, { readable, timeoutMs, sandbox }));
  if (threw !== undefined) throw new Unreadable(explainMistake(threw));
  return exported;
}

/** The file can write to the descriptor itself; that gives it nothing that an export would not. */
function parse(answer: string): z.infer<typeof childAnswer> {
  try {
    return childAnswer.parse(JSON.parse(answer));
  } catch {
    throw new Unreadable('its answer is not the JSON of a pipeline');
  }
}

async function sandboxOfMachine(): Promise<readonly string[]> {
  const found = await findSandbox();
  return 'prefix' in found ? found.prefix : [];
}

const ownCode = (): string[] => [childFile, resolve(__dirname, 'block-node-apis.js'), resolve(require.resolve('jiti'), '../..')];

/** Node's permission model, under the name that this version of Node has for it. It guards against accidents, not against malice. */
const permissionFlag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

/**
 * When Node receives SIGUSR1 and has no listener, it opens its inspector, through which anybody on the machine can run code in it. The
 * listener is never removed: after that, the next SIGUSR1 would end the process.
 */
function keepInspectorShut(): void {
  if (!process.listeners('SIGUSR1').includes(ignore)) process.on('SIGUSR1', ignore);
}
const ignore = () => {};

interface Bounds {
  readonly readable: readonly string[];
  readonly timeoutMs: number;
  readonly sandbox: readonly string[] | undefined;
}

async function run(file: string, { readable, timeoutMs, sandbox }: Bounds): Promise<string> {
  const flags = [
    '--no-warnings',
    '--max-old-space-size=256',
    permissionFlag,
    ...readable.map((path) => `--allow-fs-read=${path}`),
  ];
  const [slipway, confined] = await Promise.all([slipwayModule(), sandbox ?? sandboxOfMachine()]);
  keepInspectorShut();
  const [program, ...args] = [...confined, process.execPath, ...flags, childFile, file];
  const child = spawn(program, args, { cwd: dirname(file), env: environment(), stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
  return await new Promise((fulfil, reject) => {
    const end = (why: string) => {
      child.kill('SIGKILL'); // it can have no children of its own; `unshare`, if it runs under that, takes it along
      reject(new Unreadable(why));
    };
    const timeout = setTimeout(() => end(`it was stopped, because it still ran after ${timeoutMs / 1000} s`), timeoutMs);
    const [printed, errors, answer] = collectOutput(child, () => end('it was stopped, because it printed more than a megabyte'));
    child.stdin.once('error', () => {}); // a child that exits before it has read everything; `close` reports it
    child.stdin.end(slipway);
    child.once('error', (err) => end(`it cannot be run: ${err.message}`));
    child.once('close', (code, signal) => {
      clearTimeout(timeout);
      if (answer() !== '') fulfil(answer());
      else end(`it ended (${signal ?? code}) without an answer: ${errorLine(errors() || printed())}`);
    });
  });
}
