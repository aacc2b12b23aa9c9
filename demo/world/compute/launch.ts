import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Target } from '../target';
import type { Wanted } from './wanted';

/** A process of the service that answers. */
export interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
}

const listeningLine = z.object({ listening: z.number().int().positive() });
const versionAnswer = z.object({ version: z.string() });

/**
 * Starts the service from a folder and waits until it answers as the version that it shall be. Throws a sentence, with the process
 * ended, when it ends by itself, answers as another version, or the signal aborts before that.
 */
export async function launch(folder: string, target: Target, wanted: Wanted, signal: AbortSignal): Promise<Launched> {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'leash.cjs'), join(folder, 'server.mjs')], {
    env: environmentOf(target, wanted),
  });
  try {
    const port = await portOf(child, signal);
    const version = await versionAt(port, signal);
    if (version !== wanted.payload) throw new Error(`it answers as version ${version}`);
    return { child, port };
  } catch (err) {
    child.kill('SIGKILL');
    throw err;
  }
}

/** All that a service may know: nothing of the demo's own environment leaks into it. */
const environmentOf = ({ environment, zone, share }: Target, { payload, table }: Wanted): NodeJS.ProcessEnv => ({
  PORT: '0',
  VERSION: payload,
  ENVIRONMENT: environment,
  ZONE: zone,
  SHARE: share,
  TABLE: table,
});

/** The port that the process says it listens on. What it says later is read and dropped: there is no log service in this world. */
async function portOf(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<number> {
  const complaints = lastOf(child);
  const ended = once(child, 'close', { signal }).then(([code, killedBy]) => {
    throw new Error(`it ended with ${code ?? killedBy}${complaints()}`);
  });
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
  lines.close();
  child.stdout.resume();
  return listeningLine.parse(JSON.parse(String(line))).listening;
}

/** The error in what a process wrote last to its standard error. */
function lastOf({ stderr }: ChildProcessWithoutNullStreams): () => string {
  let tail = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4_000);
  });
  return () => /^\w*Error.*$/m.exec(tail)?.[0].replace(/^/, ': ') ?? '';
}

async function versionAt(port: number, signal: AbortSignal): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/version`, { signal });
  if (!response.ok) throw new Error(`its /version answers ${response.status}`);
  return versionAnswer.parse(await response.json()).version;
}
