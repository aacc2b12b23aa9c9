import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { startProcess } from '../process/alive';
import { CannotStart } from '../process/cannot-start';
import { answers, freePort } from '../process/ports';
import { slipwayFolder } from '../process/project';
import { temporalExecutable } from './temporal-executable';

export interface TemporalOptions {
  /** Its output goes to `temporal.log` in here. */
  readonly logs: string;
  /** Everything it knows is kept in this file: a server started with it again goes on where the last one stopped. */
  readonly databaseFile: string;
  /** SQLite settings of the file, `synchronous=off`. */
  readonly pragmas?: readonly string[];
  /** The wanted ports; free ones are taken where they are in use. */
  readonly port?: number;
  readonly uiPort?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Where it is looked for, and installed. */
  readonly slipway?: string;
  readonly say?: (line: string) => void;
}

export interface TemporalServer {
  /** Host and port, as clients want it. */
  readonly address: string;
  /** The Web UI's URL; none for a server that was there already. */
  readonly ui?: string;
  /** Of the process that was started; none for one that was there already. */
  readonly pid?: number;
  readonly ended?: Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash would; absent for one that was there already. */
  kill?(): Promise<void>;
}

const name = 'the Temporal server';

/** The server that `TEMPORAL_ADDRESS` names; without, a development server of our own, downloaded where there is none. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { databaseFile, pragmas = [], env = process.env, slipway = slipwayFolder, say = console.error } = options;
  if (env.TEMPORAL_ADDRESS) return await given(env.TEMPORAL_ADDRESS);
  const command = await temporalExecutable({ folder: slipway, env, say });
  mkdirSync(path.dirname(databaseFile), { recursive: true });
  for (let tries = 1; ; tries += 1) {
    const port = await freePort(options.port ?? 7233, name, say);
    const uiPort = await freePort(options.uiPort ?? 8233, 'the Temporal Web UI', say);
    try {
      return await startAt({ port, uiPort, command, databaseFile, pragmas, env, logs: options.logs });
    } catch (err) {
      // Between the look at a port and the start another program can take it, and the server does not live through that.
      const isTaken = (await answers(host, port)) || (await answers(host, uiPort));
      if (!(err instanceof CannotStart) || !isTaken || tries === mostTries) throw err;
    }
  }
}

const host = '127.0.0.1';
const mostTries = 3;

interface At {
  readonly port: number;
  readonly uiPort: number;
  readonly command: string;
  readonly databaseFile: string;
  readonly pragmas: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
}

async function startAt({ port, uiPort, command, databaseFile, pragmas, env, logs }: At): Promise<TemporalServer> {
  const address = `${host}:${port}`;
  const alive = await startProcess({
    name,
    command,
    args: [...startDev(port, uiPort, databaseFile), ...pragmas.flatMap((pragma) => ['--sqlite-pragma', pragma])],
    env: settings(env),
    logFile: path.join(logs, 'temporal.log'),
    ready: () => serves(address),
  });
  return { address, ui: `http://${host}:${uiPort}`, ...alive };
}

function startDev(port: number, uiPort: number, databaseFile: string): string[] {
  const listen = ['--ip', host, '--port', String(port), '--ui-port', String(uiPort)];
  return ['server', 'start-dev', ...listen, '--db-filename', databaseFile];
}

/** Without `TEMPORAL_*`: the program takes them for flags of its own, and people set them for clients. */
function settings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([key]) => !key.startsWith('TEMPORAL_'));
  return { ...Object.fromEntries(others), TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}

/** Whether the frontend answers for the namespace that everything of ours lives in. */
async function serves(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } finally {
    await connection.close();
  }
}

/** Only whether something accepts connections: how to speak to it (TLS, keys) is for clients, by their own settings. */
async function given(address: string): Promise<TemporalServer> {
  if (!URL.canParse(`tcp://${address}`))
    throw new CannotStart(`TEMPORAL_ADDRESS is ${address}, which is no host and port, as in 127.0.0.1:7233`);
  const { hostname, port } = new URL(`tcp://${address}`);
  if (!(await answers(hostname.replace(/^\[|\]$/g, ''), Number(port || 7233)))) {
    throw new CannotStart(
      `TEMPORAL_ADDRESS is ${address} and nothing answers there: start it, or unset the variable for a server of our own`,
    );
  }
  return { address, stop: async () => {} };
}
