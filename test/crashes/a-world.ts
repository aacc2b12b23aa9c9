/** A world whose parts can fail: a Temporal server, an AWS emulator behind a faulty proxy, worker processes, and a service to deploy. */
import { randomInt } from 'node:crypto';
import { CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import { Client, Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../client/temporal/register-search-attributes';
import { submit } from '../../client/temporal/submit';
import { readEvents } from '../../demo/evidence/evidence';
import { type Mutation, mutationsOf } from '../../demo/evidence/mutations';
import { waitForOutcome } from '../../demo/run/wait-for-outcome';
import { FaultyProxy } from '../../local/faulty-proxy';
import type { NodeProcess } from '../../local/process/start-node-program';
import { type Emulator, startEmulator } from '../../local/servers/emulator';
import type { TemporalServer } from '../../local/servers/temporal';
import { startWorker } from '../../local/system/programs';
import { startSystemTemporal } from '../../local/system/servers';
import type { Pipeline } from '../../pipeline';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import { plan, targetsOf } from '../../pipeline/plan/plan';
import { aFolder } from '../a-folder';
import { ARepository } from '../activities/builders/a-repository';
import { anAccount } from '../activities/builders/a-site';
import { aPipelineOf, templates } from './a-service';

const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...withoutServers } = process.env;

const worlds: CrashWorld[] = [];
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

/** A world without a worker, with a service in these Regions. It is stopped after the tests of the file. */
export async function aWorld(
  regions: Readonly<Record<string, readonly string[]>>,
  tests: readonly string[] = [],
): Promise<CrashWorld> {
  const folder = aFolder();
  const port = 20_000 + 2 * randomInt(5_000); // at random: the server restarts at the same port, which no other program may have taken
  const home = { folder, logs: folder, env: withoutServers, say: () => {}, port };
  const server = await startSystemTemporal(home, undefined);
  const emulator = await startEmulator({ ...home, port: port + 10_000 }); // of its own: stacks that another file blocks would block these too
  const proxy = await FaultyProxy.start(emulator.endpoint);
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, 'default');
  const world = new CrashWorld(home, server, emulator, proxy, connection, aPipelineOf(anAccount(), regions, tests));
  worlds.push(world);
  return world;
}

export class CrashWorld {
  private readonly repository = new ARepository();
  private readonly workers: NodeProcess[] = [];

  constructor(
    private readonly home: Parameters<typeof startSystemTemporal>[0],
    private server: TemporalServer,
    private readonly emulator: Emulator,
    /** Between the workers and AWS. */
    readonly proxy: FaultyProxy,
    private readonly connection: Connection,
    private readonly pipeline: Pipeline,
  ) {}

  get client(): Client {
    return new Client({ connection: this.connection });
  }

  /** Every target, in the order of deployment. */
  get targets(): Target[] {
    return plan(this.pipeline).flatMap((stage) => stage.regions.flatMap(targetsOf));
  }

  /** A worker as a person starts it: a process of its own. */
  async worker(): Promise<NodeProcess> {
    const env = {
      ...withoutServers,
      TEMPORAL_ADDRESS: this.server.address,
      AWS_ENDPOINT_URL: this.proxy.endpoint,
      AWS_ACCESS_KEY_ID: 'slipway',
      AWS_SECRET_ACCESS_KEY: 'slipway',
      SLIPWAY_ROLE: 'slipway',
      SLIPWAY_FOLDER: this.home.folder,
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
    const worker = await startWorker({ env, logs: this.home.logs }, () => {}, `worker-${this.workers.length}`);
    this.workers.push(worker);
    return worker;
  }

  async stopServer(): Promise<void> {
    await this.server.stop();
  }

  async startServer(): Promise<void> {
    this.server = await startSystemTemporal(this.home, this.server);
  }

  /** Merges a version of the service whose stacks complete only when `hold` opens. Returns the change's id. */
  async merge(version: string, hold?: { readonly url: string }): Promise<string> {
    const reviewedBy = ['Rex <rex@example.com>'];
    const commit = this.repository.commit({ message: version, reviewedBy, files: templates(version, hold?.url) });
    return await submit(this.client, { pipeline: this.pipeline, merge: this.repository.merge(commit) });
  }

  async outcomeOf(change: string): Promise<ChangeOutcome> {
    return await waitForOutcome(this.client, change);
  }

  /** Every event of a target's stack, newest first. */
  async events({ account, region, stack }: Target): Promise<StackEvent[]> {
    const { endpoint } = this.emulator;
    const client = new CloudFormationClient({ endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'none' } });
    try {
      return await readEvents(client, stack);
    } finally {
      client.destroy();
    }
  }

  /** The mutations of a target, in order. */
  async mutations(target: Target): Promise<Mutation[]> {
    return mutationsOf(target.stack, await this.events(target).catch(noneYet));
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) await worker.kill();
    await this.connection.close();
    await this.server.stop();
    await this.proxy.stop();
    await this.emulator.stop();
  }
}

/** A stack that does not exist yet has no events. */
function noneYet(err: Error): StackEvent[] {
  if (/does not exist/.test(err.message)) return [];
  throw err;
}

/** The mutations as text, as in `forward once, back once`. Instead of `once` it says what is wrong. */
export const summaryOf = (mutations: readonly Mutation[]): string =>
  mutations
    .map(
      ({ direction, starts, ended }) =>
        `${direction} ${starts === 1 && ended === 'succeeded' ? 'once' : `${starts} times, ${ended}`}`,
    )
    .join(', ');
