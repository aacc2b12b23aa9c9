import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart } from './cannot-start';

/** A program of ours that speaks in lines on its standard output. */
export interface Speaking {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Everything that it prints is added here. */
  readonly logFile: string;
  /** Hears every line of its standard output. */
  readonly hear: (line: string) => void;
  /** Whether this line says that it is ready. */
  readonly isReady: (line: string) => boolean;
}

/** One that is ready. */
export interface Spoken {
  readonly pid: number;
  /** The line that said so. */
  readonly ready: string;
  /** Resolves when it has ended, however that came. */
  readonly ended: Promise<void>;
  /** SIGTERM, a wait, SIGKILL; fine where it has ended by itself. */
  stop(): Promise<void>;
  /** SIGKILL at once, as a crash would. */
  kill(): Promise<void>;
}

/** Runs one of our own programs with this Node and waits until it says that it is ready. Rejects with a sentence if it ends before. */
export async function startSpeaking({ name, args, env, logFile, hear, isReady }: Speaking): Promise<Spoken> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, [...args], { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true }); // Ctrl-C reaches us, who decide what ends first
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  const orphaned = () => child.kill('SIGTERM'); // we end without having stopped it
  process.once('exit', orphaned);
  const ended = once(child, 'close').then(() => {
    process.off('exit', orphaned);
    log.end();
  });
  const ready = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      log.write(`${line}\n`);
      hear(line);
      if (isReady(line)) resolve(line);
    });
  });
  const line = await Promise.race([ready, ended.then(() => undefined)]);
  if (line === undefined || child.pid === undefined) throw new CannotStart(`${name} ended before it was ready`, logFile);
  const { pid } = child;
  return {
    pid,
    ready: line,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(late);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
