import { mkdir, rm } from 'node:fs/promises';
import { join as within } from 'node:path';
import type { Site } from '../../activities/aws/accounts';
import { Way } from '../../local/faulty-proxy';
import type { Spoken } from '../../local/process/child';
import type { Emulator } from '../../local/servers/emulator';
import type { TemporalServer } from '../../local/servers/temporal';
import { environmentFor, writeForShell } from '../../local/set/environment';
import type { Part } from '../../local/set/part';
import { type Serving, startServe, startWorker } from '../../local/set/programs';
import { Running } from '../../local/set/running';
import { emulatorOf, temporalOf } from '../../local/set/servers';
import { bootstrap } from '../world/bootstrap';
import { startWorld } from '../world/start-world';
import { refuseSecond, State } from './state';

/** Everything that a demo runs on: servers, the sample's world and a worker, each a process of its own. */
export interface DemoSet {
  readonly temporal: string;
  /** The Web UI's URL; none for a server that was there already. */
  readonly ui?: string;
  /** The emulator's URL, which leads there also while the way of the others is cut. */
  readonly endpoint: string;
  /** Where `slipway serve` hears of pushes. */
  readonly hook: string;
  /** What a person types in a shell to work on this set. */
  readonly join: string;
  /** What a program needs in its environment to work on this set. */
  readonly env: NodeJS.ProcessEnv;
  /** What can be broken. */
  readonly parts: Parts;
  /** On which worker and world reach AWS, where one was asked for. */
  readonly way?: Way;
  /** Starts another worker beside the set's own; whoever asked for it stops it. */
  anotherWorker(): Promise<Spoken>;
  /** Ends all that was started, the last one first. */
  stop(): Promise<void>;
}

export interface Parts {
  readonly temporal: Part<TemporalServer>;
  readonly emulator: Part<Emulator>;
  readonly worker: Part<Spoken>;
}

export interface SetOptions {
  /** Made anew. */
  readonly folder: string;
  readonly sites: readonly Site[];
  /** The environment of the programs; servers that it names are used instead of ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether there shall be a way that can be cut. */
  readonly withWay?: boolean;
  readonly say: (line: string) => void;
  /** Hears every line of the workers' logs. */
  readonly hear: (line: string) => void;
}

/** Starts everything, one after the other. If one cannot start, those before it are stopped again. */
export async function startSet(options: SetOptions): Promise<DemoSet> {
  await refuseSecond(options.folder);
  await rm(options.folder, { recursive: true, force: true });
  await mkdir(options.folder, { recursive: true });
  const state = new State(options.folder);
  const running = new Running(state, options.say);
  try {
    return { ...(await startAll(options, state, running)), stop: () => running.stop() };
  } catch (err) {
    await running.stop();
    throw err;
  }
}

async function startAll(options: SetOptions, state: State, running: Running): Promise<Omit<DemoSet, 'stop'>> {
  const { folder, sites, say, hear, env = process.env } = options;
  const home = { folder, logs: within(folder, 'logs'), say, env };
  const temporal = await running.part<TemporalServer>(
    'temporal',
    (before) => temporalOf(home, before),
    lost('the Temporal server'),
  );
  const emulator = await running.part<Emulator>('emulator', (before) => emulatorOf(home, before), lost('the AWS emulator'));
  const { address, ui } = temporal.now;
  const { endpoint } = emulator.now;
  const way = options.withWay ? await running.add(Way.open(endpoint)) : undefined;
  const place = { folder, temporal: address, endpoint: way?.endpoint ?? endpoint, claimedNames: ui !== undefined };
  const { SLIPWAY_POLICY: _, ...ownRules } = env; // the sample is nobody's who has a policy
  const program = { logs: home.logs, env: environmentFor(place, ownRules) };
  const world = await running.add(startWorld(program, folder, sites));
  state.started('world', world.pid);
  await bootstrap({ endpoint, world: `http://127.0.0.1:${world.port}`, scopes: sites });
  const join = writeForShell(place);
  const byHand = `(${join} && slipway worker)`;
  const worker = await running.part<Spoken>('worker', () => startWorker(program, hear), awaited(byHand));
  const serve = await running.part<Serving>(
    'serve',
    (before) => startServe(program, () => {}, portOf(before)),
    lost('slipway serve'),
  );
  state.know({ temporal: address, endpoint: place.endpoint, startWorker: byHand, join, ...(ui !== undefined && { ui }) });
  let workers = 1;
  return {
    temporal: address,
    ...(ui !== undefined && { ui }),
    ...(way && { way }),
    endpoint,
    hook: serve.now.url,
    join,
    env: program.env,
    parts: { temporal, emulator, worker },
    anotherWorker: () => startWorker(program, hear, `worker-${++workers}`),
  };
}

/** The port that it had, for the hooks that know it. */
const portOf = (before: Serving | undefined): number => (before === undefined ? 0 : Number(new URL(before.url).port));

const lost = (what: string) => ({ what, advice: ': stop the demo and start it again' });

const awaited = (byHand: string) => ({
  what: 'the worker',
  advice: `, and everything waits for another: start one in a second terminal with ${byHand}`,
});
