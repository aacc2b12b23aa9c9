/** A small world that can be broken: a Temporal server and an AWS emulator of the file’s own with a way between, worker processes, and a service to deploy. */
import { randomInt } from 'node:crypto';
import { CloudFormationClient, paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import { Client, Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../client/temporal/register-search-attributes';
import { submit } from '../../client/temporal/submit';
import { type Mutation, mutationsOf } from '../../demo/evidence/mutations';
import { endingOf } from '../../demo/run/ending';
import { Way } from '../../local/faulty-proxy';
import type { Spoken } from '../../local/process/child';
import { type Emulator, startEmulator } from '../../local/servers/emulator';
import type { TemporalServer } from '../../local/servers/temporal';
import { startWorker } from '../../local/set/programs';
import { temporalOf } from '../../local/set/servers';
import type { Pipeline } from '../../pipeline';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import { plan, targetsOf } from '../../pipeline/plan/plan';
import { ARepository } from '../activities/builders/a-repository';
import { aFolder, anAccount } from '../activities/builders/a-site';
import { aPipelineOf, templates } from './a-service';

const { TEMPORAL_ADDRESS: _, AWS_ENDPOINT_URL: __, ...withoutServers } = process.env;

const worlds: CrashWorld[] = [];
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

/** A world without a worker, with a service in these Regions. It is taken down when the tests of the file have ended. */
export async function aWorld(
  regions: Readonly<Record<string, readonly string[]>>,
  tests: readonly string[] = [],
): Promise<CrashWorld> {
  const folder = aFolder();
  const port = 20_000 + 2 * randomInt(5_000); // it comes back to the same one, which nobody else must have taken meanwhile
  const home = { folder, logs: folder, env: withoutServers, say: () => {}, port };
  const server = await temporalOf(home, undefined);
  const emulator = await startEmulator({ ...home, port: port + 10_000 }); // stacks that another file holds hold up these, too
  const way = await Way.open(emulator.endpoint);
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, 'default');
  const world = new CrashWorld(home, server, emulator, way, connection, aPipelineOf(anAccount(), regions, tests));
  worlds.push(world);
  return world;
}

export class CrashWorld {
  private readonly repository = new ARepository();
  private readonly workers: Spoken[] = [];

  constructor(
    private readonly home: Parameters<typeof temporalOf>[0],
    private server: TemporalServer,
    private readonly emulator: Emulator,
    /** On which the workers reach AWS. */
    readonly way: Way,
    private readonly connection: Connection,
    private readonly pipeline: Pipeline,
  ) {}

  get client(): Client {
    return new Client({ connection: this.connection });
  }

  /** Every target, in the order in which it is touched. */
  get targets(): Target[] {
    return plan(this.pipeline).flatMap((stage) => stage.regions.flatMap(targetsOf));
  }

  /** A worker as a person starts it: a process of its own. */
  async worker(): Promise<Spoken> {
    const env = {
      ...withoutServers,
      TEMPORAL_ADDRESS: this.server.address,
      AWS_ENDPOINT_URL: this.way.endpoint,
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
    this.server = await temporalOf(this.home, this.server);
  }

  /** Merges a version of the service whose stacks are ready when `hold` lets them go on. Answers the id of the change. */
  async merge(version: string, hold?: { readonly url: string }): Promise<string> {
    const reviewedBy = ['Rex <rex@example.com>'];
    const commit = this.repository.commit({ message: version, reviewedBy, files: templates(version, hold?.url) });
    return await submit(this.client, { pipeline: this.pipeline, merge: this.repository.merge(commit) });
  }

  async endingOf(change: string): Promise<ChangeOutcome> {
    return await endingOf(this.client, change);
  }

  /** Every event of a target's stack, newest first. */
  async events({ account, region, stack }: Target): Promise<StackEvent[]> {
    const { endpoint } = this.emulator;
    const client = new CloudFormationClient({ endpoint, region, credentials: { accessKeyId: account, secretAccessKey: 'none' } });
    const events: StackEvent[] = [];
    for await (const page of paginateDescribeStackEvents({ client }, { StackName: stack }))
      events.push(...(page.StackEvents ?? []));
    client.destroy();
    return events;
  }

  /** What was done to a target, in order. */
  async mutations(target: Target): Promise<Mutation[]> {
    return mutationsOf(target.stack, await this.events(target).catch(noneYet));
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) await worker.kill();
    await this.connection.close();
    await this.server.stop();
    await this.way.stop();
    await this.emulator.stop();
  }
}

/** A stack that is not there yet has no events. */
function noneYet(err: Error): StackEvent[] {
  if (/does not exist/.test(err.message)) return [];
  throw err;
}

/** `forward once, back once`: what a target saw, with a complaint in place of `once` where it was not so. */
export const toldOf = (mutations: readonly Mutation[]): string =>
  mutations
    .map(({ way, begun, ended }) => `${way} ${begun === 1 && ended === 'kept' ? 'once' : `${begun} times, ${ended}`}`)
    .join(', ');
