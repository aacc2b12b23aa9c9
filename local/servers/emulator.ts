import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { requireLoopback } from '../loopback';
import { startProcess } from '../process/alive';
import { CannotStart } from '../process/cannot-start';
import { answers, freePort } from '../process/ports';
import { slipwayFolder } from '../process/project';
import { installVenv } from '../venv/install-venv';
import type { Venv } from '../venv/venv';

export interface EmulatorOptions {
  /** Its output goes to `emulator.log` in here. */
  readonly logs: string;
  /** The wanted port; a free one is taken where it is in use. */
  readonly port?: number;
  /**
   * What it knows is loaded from here, and saved here when it is stopped (not when it is killed). Without, it starts with nothing.
   */
  readonly stateFolder?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where it is installed. */
  readonly slipway?: string;
  readonly say?: (line: string) => void;
}

export interface Emulator {
  readonly endpoint: string;
  /** Of the process that was started; none for one that was there already. */
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

/** The emulator that `AWS_ENDPOINT_URL` names, which has to be on this machine; without, one of our own, installed where it is not yet. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { logs, stateFolder, port: wanted = 4566, env = process.env, slipway = slipwayFolder, say = console.error } = options;
  if (env.AWS_ENDPOINT_URL) return await given(env.AWS_ENDPOINT_URL);
  const bin = await installVenv(venv, { folder: slipway, env, say });
  const port = await freePort(wanted, venv.what, say);
  const endpoint = `http://127.0.0.1:${port}`;
  const { pid, ended, stop } = await startProcess({
    name: venv.what,
    command: path.join(bin, 'python'),
    args: [path.join(__dirname, 'emulator.py')],
    env: settings(env, port, stateFolder),
    logFile: path.join(logs, 'emulator.log'),
    stopsWithinMs: 30_000, // it saves its state only if it is left to end by itself
    ready: async () => (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) })).ok,
  });
  return { endpoint, pid, ended, stop }; // no way to kill it: everything that it knows would be lost
}

/** Only what it needs: its own switches share names with variables that people set for other things. */
function settings(env: NodeJS.ProcessEnv, port: number, stateFolder: string | undefined): NodeJS.ProcessEnv {
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
    ...(stateFolder !== undefined && saving(stateFolder)),
  };
}

function saving(stateFolder: string): NodeJS.ProcessEnv {
  mkdirSync(stateFolder, { recursive: true });
  return { PERSIST_STATE: '1', STATE_DIR: stateFolder, S3_PERSIST: '1', S3_DATA_DIR: path.join(stateFolder, 's3') };
}

async function given(endpoint: string): Promise<Emulator> {
  const { hostname, port, protocol } = new URL(requireLoopback(endpoint));
  if (!(await answers(hostname.replace(/^\[|\]$/g, ''), Number(port || (protocol === 'https:' ? 443 : 80))))) {
    throw new CannotStart(
      `AWS_ENDPOINT_URL is ${endpoint} and nothing answers there: start it, or unset the variable for an emulator of our own`,
    );
  }
  return { endpoint, stop: async () => {} };
}
