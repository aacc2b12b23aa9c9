import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Site } from '../activities/aws';
import { startSpeaking } from './child';
import { CannotStart } from './servers/cannot-start';
import { startEmulator } from './servers/emulator';
import { startTemporal } from './servers/temporal';
import { bootstrap } from './world/bootstrap';

/** Everything that a demo runs on: servers, the sample's world and a worker, each a process of its own. */
export interface DemoSet {
  readonly temporal: string;
  /** The Web UI's URL; none for a server that was there already. */
  readonly ui?: string;
  /** The emulator's URL. */
  readonly endpoint: string;
  /** What a program needs in its environment to work on this set. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends all that was started, the last one first. */
  stop(): Promise<void>;
}

export interface SetOptions {
  /** Made anew. */
  readonly folder: string;
  readonly sites: readonly Site[];
  readonly say: (line: string) => void;
  /** Hears every line of the worker's log. */
  readonly hear: (line: string) => void;
}

/** Starts everything, one after the other. If one cannot start, those before it are stopped again. */
export async function startSet({ folder, sites, say, hear }: SetOptions): Promise<DemoSet> {
  await refuseSecond(folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const logs = join(folder, 'logs');
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (let last = running.pop(); last !== undefined; last = running.pop()) await last.stop();
  };
  const started = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const it = await starting;
    running.push(it);
    return it;
  };
  try {
    const temporal = await started(startTemporal({ logs, databaseFile: join(folder, 'temporal.db'), say }));
    const emulator = await started(startEmulator({ logs, say }));
    const env = environmentFor({ folder, temporal: temporal.address, endpoint: emulator.endpoint });
    const world = await started(startWorld({ folder, logs, env, sites }));
    await bootstrap({ endpoint: emulator.endpoint, world: `http://127.0.0.1:${world.port}`, scopes: sites });
    const worker = await started(startSpeaking({ ...workerProgram, env, logFile: join(logs, 'worker.log'), hear }));
    const pids = { demo: process.pid, temporal: temporal.pid, emulator: emulator.pid, world: world.pid, worker: worker.pid };
    await writeFile(
      join(folder, 'state.json'),
      `${JSON.stringify({ pids, temporal: temporal.address, endpoint: emulator.endpoint }, undefined, 2)}\n`,
    );
    return {
      temporal: temporal.address,
      ...(temporal.ui !== undefined && { ui: temporal.ui }),
      endpoint: emulator.endpoint,
      env,
      stop,
    };
  } catch (err) {
    await stop();
    throw err;
  }
}

const stateSchema = z.object({ pids: z.object({ demo: z.number() }) });

/** Two demos in one folder would play with each other's releases. */
async function refuseSecond(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => '{}');
  const state = stateSchema.safeParse(JSON.parse(text));
  if (!state.success || !isAlive(state.data.pids.demo)) return;
  throw new CannotStart(
    `a demo runs here already, as process ${state.data.pids.demo}: wait for it or stop it, or set SLIPWAY_DEMO_FOLDER to another folder`,
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const root = join(__dirname, '..');

const workerProgram = {
  name: 'the worker',
  args: [join(root, 'bin/slipway.js'), 'worker'],
  isReady: (line: string) => line.includes('"the worker is ready"'),
};

/** Keys that mean nothing, on purpose: a demo must never find a person's real ones. */
function environmentFor({
  folder,
  temporal,
  endpoint,
}: {
  folder: string;
  temporal: string;
  endpoint: string;
}): NodeJS.ProcessEnv {
  const { AWS_PROFILE: _, AWS_SESSION_TOKEN: __, ...others } = process.env;
  return {
    ...others,
    TEMPORAL_ADDRESS: temporal,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'slipway',
    AWS_SECRET_ACCESS_KEY: 'slipway',
    AWS_REGION: 'us-east-1',
    SLIPWAY_ROLE: 'slipway',
    SLIPWAY_FOLDER: folder,
  };
}

async function startWorld({
  folder,
  logs,
  env,
  sites,
}: {
  folder: string;
  logs: string;
  env: NodeJS.ProcessEnv;
  sites: readonly Site[];
}) {
  const world = await startSpeaking({
    name: 'the sample service’s world',
    args: ['--import', 'tsx', join(__dirname, 'world/main.ts')],
    env: {
      ...env,
      SLIPWAY_RELEASES: folder,
      SLIPWAY_WORLD_SCOPES: sites.map(({ account, region }) => `${account}/${region}`).join(','),
    },
    logFile: join(logs, 'world.log'),
    hear: () => {},
    isReady: (line) => line.includes('"ready":true'),
  });
  const { port } = JSON.parse(world.ready) as { port: number }; // our own program's line
  return { ...world, port };
}
