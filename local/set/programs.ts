import { join } from 'node:path';
import { type Spoken, startSpeaking } from '../process/child';

const root = join(__dirname, '../..');

/** What a program of a set is started with. */
export interface Program {
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
}

/** Starts a worker as a process of its own; `hear` gets every line of its log, which `name` tells from other workers'. */
export const startWorker = ({ env, logs }: Program, hear: (line: string) => void, name = 'worker'): Promise<Spoken> =>
  startSpeaking({
    name: 'the worker',
    args: [join(root, 'bin/slipway.js'), 'worker'],
    env,
    logFile: join(logs, `${name}.log`),
    hear,
    isReady: (line) => line.includes('"the worker is ready"'),
  });

/** Starts `slipway serve` as a process of its own, on any free port where none is wanted; `hear` gets every line that it prints. */
export async function startServe({ env, logs }: Program, hear: (line: string) => void, port = 0): Promise<Serving> {
  const serve = await startSpeaking({
    name: 'slipway serve',
    args: [join(root, 'bin/slipway.js'), 'serve', '--port', String(port)],
    env,
    logFile: join(logs, 'serve.log'),
    hear,
    isReady: (line) => line.startsWith('slipway serve listens on '),
  });
  return { ...serve, url: serve.ready.split(' ').at(-1) ?? '' };
}

export interface Serving extends Spoken {
  /** Where it listens. */
  readonly url: string;
}
