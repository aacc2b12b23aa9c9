import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { requireLoopback } from '../loopback';
import { freePort } from '../process/ports';
import { projectSlipwayFolder } from '../process/project-folder';
import { startProcess } from '../process/start-process';
import { installVenv } from '../venv/install-venv';
import type { Venv } from '../venv/venv';
import { requireAwsEndpoint } from './aws-endpoint';

export interface EmulatorOptions {
  /** Its output goes to `emulator.log` in here. */
  readonly logs: string;
  /** The preferred port; if it is taken, any free one. */
  readonly port?: number;
  /** It loads its state from here, and saves it here when it is stopped (not when it is killed). By default it starts empty. */
  readonly stateFolder?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The folder that it is installed in. */
  readonly slipway?: string;
  readonly say?: (line: string) => void;
}

/** A running emulator. It cannot be killed: it would lose its state. */
export interface Emulator {
  readonly endpoint: string;
  /** Absent for an emulator that was already running. */
  readonly pid?: number;
  readonly ended?: Promise<void>;
  stop(): Promise<void>;
}

const venv: Venv = {
  name: 'emulator',
  what: 'the AWS emulator',
  requirements: path.join(__dirname, 'requirements/emulator.txt'),
  check: ['python', '-c', 'import ministack'],
};

/** Uses the emulator that `AWS_ENDPOINT_URL` names, which must be on this machine; without the variable, installs and starts one. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { logs, stateFolder, port: preferred = 4566, env = process.env } = options;
  const { slipway = projectSlipwayFolder, say = console.error } = options;
  if (env.AWS_ENDPOINT_URL) return await running(env.AWS_ENDPOINT_URL);
  const bin = await installVenv(venv, { folder: slipway, env, say });
  const port = await freePort(preferred, venv.what, say);
  const endpoint = `http://127.0.0.1:${port}`;
  const { pid, ended, stop } = await startProcess({
    name: venv.what,
    command: path.join(bin, 'python'),
    args: [path.join(__dirname, 'emulator.py')],
    env: emulatorEnvironment(env, port, stateFolder),
    logFile: path.join(logs, 'emulator.log'),
    stopTimeoutMs: 30_000, // it saves its state only if it can end by itself
    ready: async () => (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) })).ok,
  });
  return { endpoint, pid, ended, stop };
}

/** Only what it needs: its own settings have names that people also use for other things. */
function emulatorEnvironment(env: NodeJS.ProcessEnv, port: number, stateFolder: string | undefined): NodeJS.ProcessEnv {
  return {
    PATH: [path.dirname(process.execPath), env.PATH].join(path.delimiter), // its lambdas run as `node`
    ...(env.HOME && { HOME: env.HOME }),
    ...(env.TMPDIR && { TMPDIR: env.TMPDIR }),
    PYTHONUNBUFFERED: '1',
    BIND_HOST: '127.0.0.1', // its own default listens on every address
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    LAMBDA_EXECUTOR: 'local',
    ...(stateFolder !== undefined && persistence(stateFolder)),
  };
}

function persistence(stateFolder: string): NodeJS.ProcessEnv {
  mkdirSync(stateFolder, { recursive: true });
  return { PERSIST_STATE: '1', STATE_DIR: stateFolder, S3_PERSIST: '1', S3_DATA_DIR: path.join(stateFolder, 's3') };
}

async function running(endpoint: string): Promise<Emulator> {
  return { endpoint: await requireAwsEndpoint(requireLoopback(endpoint)), stop: async () => {} };
}
