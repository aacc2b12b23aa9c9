import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Target } from '../target';
import type { ProcessSpec } from './process-spec';

/** A process of the service that answers requests. */
export interface LaunchedProcess {
  readonly child: ChildProcess;
  readonly port: number;
}

const listeningLine = z.object({ listening: z.number().int().positive() });
const versionAnswer = z.object({ version: z.string() });

/**
 * Starts the service from a folder and waits until it reports the expected version. If it ends, reports another version, or the signal
 * aborts first, kills the process and throws a sentence.
 */
export async function launch(folder: string, target: Target, spec: ProcessSpec, signal: AbortSignal): Promise<LaunchedProcess> {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'exit-with-parent.cjs'), join(folder, 'server.mjs')], {
    env: serviceEnvironment(target, spec),
  });
  try {
    const port = await readPort(child, signal);
    const version = await readVersion(port, signal);
    if (version !== spec.payload) throw new Error(`it reports version ${version}`);
    return { child, port };
  } catch (err) {
    child.kill('SIGKILL');
    throw err;
  }
}

/** The whole environment of the service: it gets nothing of the demo's own. */
const serviceEnvironment = ({ environment, zone, share }: Target, { payload, table }: ProcessSpec): NodeJS.ProcessEnv => ({
  PORT: '0',
  VERSION: payload,
  ENVIRONMENT: environment,
  ZONE: zone,
  SHARE: share,
  TABLE: table,
});

/** The port that the process prints. Its later output is read and discarded: this world has no log service. */
async function readPort(child: ChildProcessWithoutNullStreams, signal: AbortSignal): Promise<number> {
  const errorText = errorOf(child);
  const ended = once(child, 'close', { signal }).then(([code, killedBy]) => {
    throw new Error(`it ended with ${code ?? killedBy}${errorText()}`);
  });
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, 'line', { signal }), ended]);
  lines.close();
  child.stdout.resume();
  return listeningLine.parse(JSON.parse(String(line))).listening;
}

/** The error in the last output of a process on its standard error. */
function errorOf({ stderr }: ChildProcessWithoutNullStreams): () => string {
  let tail = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4_000);
  });
  return () => /^\w*Error.*$/m.exec(tail)?.[0].replace(/^/, ': ') ?? '';
}

async function readVersion(port: number, signal: AbortSignal): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/version`, { signal });
  if (!response.ok) throw new Error(`its /version answers ${response.status}`);
  return versionAnswer.parse(await response.json()).version;
}
