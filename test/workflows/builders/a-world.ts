/** A small world of workflows: a worker with fake hands on the tests' real Temporal server, and a service of its own. */
import { randomBytes } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Pipeline, WrittenPipeline } from '../../../pipeline';
import type { ServiceState } from '../../../pipeline/lanes/state';
import { changeId, serviceId } from '../../../pipeline/model/ids';
import type { ChangeOutcome } from '../../../pipeline/model/outcome';
import { type Progress, progress } from '../../../workflows/messages/progress';
import { good, merged, traffic } from '../../../workflows/messages/service-messages';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { type Crew, type FakeWorker, startWorker } from './a-worker';
import type { Answers } from './fakes';
import { until } from './until';

/** A change that may still be on its way. */
export type Change = WorkflowHandle<() => Promise<ChangeOutcome>>;

interface Server {
  readonly connection: Connection;
  readonly native: NativeConnection;
}

let connecting: Promise<Server> | undefined;
const worlds: World[] = [];

async function connect(): Promise<Server> {
  // Tests look at what comes of a failure, not at the log.
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => {}),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
  const address = process.env.SLIPWAY_TEST_TEMPORAL ?? '';
  return { connection: await Connection.connect({ address }), native: await NativeConnection.connect({ address }) };
}

afterAll(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  const server = await connecting;
  await server?.native.close();
  await server?.connection.close();
});

/** A world in which everything goes well, except for what a test answers. It is stopped when all tests of the file have ended. */
export async function aWorld(answers: Answers = {}): Promise<World> {
  const world = await anEmptyWorld();
  await world.join({ answers });
  return world;
}

/** A world without a worker. */
export async function anEmptyWorld(): Promise<World> {
  connecting ??= connect();
  const world = new World(await connecting, `s${randomBytes(5).toString('hex')}`);
  worlds.push(world);
  return world;
}

export class World {
  readonly client: Client;
  private readonly noted: string[] = [];
  private readonly workers: FakeWorker[] = [];

  constructor(
    private readonly server: Server,
    /** Of its service, its first pipeline, and its deployment. */
    readonly name: string,
    readonly taskQueue = name,
  ) {
    this.client = new Client({ connection: server.connection });
  }

  /** Lets one more worker work here. */
  async join(crew: Crew): Promise<FakeWorker> {
    const { client, taskQueue } = this;
    const note = (act: string) => void this.noted.push(act);
    const worker = await startWorker(crew, { connection: this.server.native, client, taskQueue, note });
    this.workers.push(worker);
    return worker;
  }

  /** Every act so far, one line each, in the order in which they began. */
  get acts(): readonly string[] {
    return this.noted;
  }

  /** A pipeline of this world's service that looks often. */
  pipeline(overrides: Partial<WrittenPipeline> = {}): Pipeline {
    return aPipeline({ name: this.name, service: this.name, lookEvery: '100ms', ...overrides });
  }

  /** Another service on the same workers. */
  neighbour(name: string): World {
    return new World(this.server, name, this.taskQueue);
  }

  /** Merges a commit into a pipeline, as often as it is told, and waits until its change is started. */
  async merge(pipeline: Pipeline, number = 1): Promise<Change> {
    const change = await this.tellMerge(pipeline, number);
    await until(`${change.workflowId} is started`, () => exists(change));
    return change;
  }

  /** Tells the service of a merge. */
  async tellMerge(pipeline: Pipeline, number = 1): Promise<Change> {
    const commit = commitOf(number);
    await this.client.workflow.signalWithStart('service', {
      workflowId: serviceId(this.name),
      taskQueue: this.taskQueue,
      args: [{ service: this.name }],
      signal: merged,
      signalArgs: [{ pipeline, merge: { commit, repository: 'nowhere' } }],
    });
    return this.client.workflow.getHandle(changeId(pipeline.name, commit));
  }

  /** Merges one commit and answers how its change ended. */
  async play(pipeline: Pipeline, number = 1): Promise<ChangeOutcome> {
    return await (await this.merge(pipeline, number)).result();
  }

  /** Waits until an act has begun. */
  async begun(line: string, times = 1): Promise<void> {
    await until(`${line} begins`, () => this.acts.filter((act) => act === line).length >= times).catch((err: Error) => {
      throw new Error(`${err.message}; there were ${this.acts.join(', ')}`);
    });
  }

  /** What was done to targets so far. */
  get deployed(): string[] {
    return this.acts.filter((act) => act.startsWith('forward ') || act.startsWith('back '));
  }

  get service(): WorkflowHandle {
    return this.client.workflow.getHandle(serviceId(this.name));
  }

  async traffic(): Promise<ServiceState> {
    return await this.service.query(traffic);
  }

  /** The release that is good in a lane. */
  async good(lane: string, pipeline = this.name): Promise<string | null> {
    return await this.service.query(good, { lane, pipeline });
  }

  async progress(change: { readonly workflowId: string }): Promise<Progress> {
    return await this.client.workflow.getHandle(change.workflowId).query(progress);
  }

  /** Stops every worker. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop()));
  }
}

/** A commit of a whole SHA-1, known by its number. */
export const commitOf = (number: number): string => String(number).padStart(12, '0').padEnd(40, '0');

const exists = async (workflow: WorkflowHandle): Promise<boolean> =>
  await workflow.describe().then(
    () => true,
    () => false,
  );
