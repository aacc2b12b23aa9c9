import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { CannotStart } from '../process/cannot-start';
import { freePort, isListening, isUrlListening } from '../process/ports';
import { projectSlipwayFolder } from '../process/project-folder';
import { startProcess } from '../process/start-process';
import { temporalExecutable } from './temporal-executable';

export interface TemporalOptions {
  /** Its output goes to `temporal.log` in here. */
  readonly logs: string;
  /** The server keeps its state in this file, and the next server started with it goes on there. By default, state is in memory. */
  readonly databaseFile?: string;
  /** The preferred ports; if one is taken, any free one. */
  readonly port?: number;
  readonly uiPort?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** The folder in which it is looked for and installed. */
  readonly slipway?: string;
  readonly say?: (line: string) => void;
}

/** A running Temporal server. */
export interface TemporalServer {
  /** Host and port. */
  readonly address: string;
  /** The Web UI's URL; absent for a server that was already running. */
  readonly ui?: string;
  /** Absent for a server that was already running. */
  readonly pid?: number;
  readonly ended?: Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash would; absent for a server that was already running. */
  kill?(): Promise<void>;
}

const name = 'the Temporal server';

/** Uses the server that `TEMPORAL_ADDRESS` names; without the variable, starts a development server, downloaded if there is none yet. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { databaseFile, env = process.env, say = console.error, slipway = projectSlipwayFolder } = options;
  if (env.TEMPORAL_ADDRESS) return await running(env.TEMPORAL_ADDRESS);
  const command = await temporalExecutable({ folder: slipway, env, say });
  if (databaseFile !== undefined) mkdirSync(path.dirname(databaseFile), { recursive: true });
  for (let tries = 1; ; tries += 1) {
    const port = await freePort(options.port ?? 7233, name, say);
    const uiPort = await freePort(options.uiPort ?? 8233, 'the Temporal Web UI', say);
    try {
      return await startAt({ port, uiPort, command, databaseFile, env, logs: options.logs });
    } catch (err) {
      // Another program can take a free port before the server does; the server then ends.
      const isTaken = (await isListening(host, port)) || (await isListening(host, uiPort));
      if (!(err instanceof CannotStart) || !isTaken || tries === maxTries) throw err;
    }
  }
}

const host = '127.0.0.1';
const maxTries = 3;

interface ServerOptions {
  readonly port: number;
  readonly uiPort: number;
  readonly command: string;
  readonly databaseFile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly logs: string;
}

async function startAt({ port, uiPort, command, databaseFile, env, logs }: ServerOptions): Promise<TemporalServer> {
  const address = `${host}:${port}`;
  const started = await startProcess({
    name,
    command,
    args: startDevArguments(port, uiPort, databaseFile),
    env: withoutTemporalVariables(env),
    logFile: path.join(logs, 'temporal.log'),
    ready: () => isServing(address),
  });
  return { address, ui: `http://${host}:${uiPort}`, ...started };
}

function startDevArguments(port: number, uiPort: number, databaseFile: string | undefined): string[] {
  const listen = ['--ip', host, '--port', String(port), '--ui-port', String(uiPort)];
  return ['server', 'start-dev', ...listen, ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile])];
}

/** The program takes `TEMPORAL_*` as its own flags, but people set them for clients. */
function withoutTemporalVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([key]) => !key.startsWith('TEMPORAL_'));
  return { ...Object.fromEntries(others), TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}

/** Whether the frontend answers for the namespace that Slipway uses. */
async function isServing(address: string): Promise<boolean> {
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

/** Checks only that something accepts connections: TLS and keys are the clients' business, by their own settings. */
async function running(address: string): Promise<TemporalServer> {
  const url = `tcp://${address}`;
  if (!URL.canParse(url))
    throw new CannotStart(`TEMPORAL_ADDRESS is ${address}, which is not a host and port: write one, as in 127.0.0.1:7233`);
  if (await isUrlListening(url, 7233)) return { address, stop: async () => {} };
  throw new CannotStart(
    `TEMPORAL_ADDRESS is ${address} and nothing answers there: start it, or unset the variable and a server is started for you`,
  );
}
