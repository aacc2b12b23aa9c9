import { join } from 'node:path';
import { type NodeProcess, startNodeProgram } from '../process/start-node-program';

const root = join(__dirname, '../..');

/** How a program of a system is started. */
export interface ProgramSettings {
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
}

/** Starts a worker as a process of its own. `onLine` receives every line of its log; `name` is the log file's, to tell workers apart. */
export const startWorker = (
  { env, logs }: ProgramSettings,
  onLine: (line: string) => void,
  name = 'worker',
): Promise<NodeProcess> =>
  startNodeProgram({
    name: 'the worker',
    args: [join(root, 'bin/slipway.js'), 'worker'],
    env,
    logFile: join(logs, `${name}.log`),
    onLine,
    isReady: (line) => line.includes('"the worker is ready"'),
  });

/** Starts `slipway serve` as a process of its own, by default on any free port. `onLine` receives every line that it prints. */
export async function startServe(
  { env, logs }: ProgramSettings,
  onLine: (line: string) => void,
  port = 0,
): Promise<ServeProcess> {
  const serve = await startNodeProgram({
    name: 'slipway serve',
    args: [join(root, 'bin/slipway.js'), 'serve', '--port', String(port)],
    env,
    logFile: join(logs, 'serve.log'),
    onLine,
    isReady: (line) => line.startsWith('slipway serve listens on '),
  });
  return { ...serve, url: serve.readyLine.split(' ').at(-1) ?? '' };
}

export interface ServeProcess extends NodeProcess {
  /** Where it listens. */
  readonly url: string;
}
