import { Client, type Connection, type WorkflowHandle } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Pipeline, WrittenPipeline } from '../../../pipeline';
import { below, changeId, serviceId } from '../../../pipeline/model/ids';
import type { ChangeOutcome } from '../../../pipeline/model/outcome';
import { type Progress, progress } from '../../../workflows/messages/progress';
import { good, merged, type Traffic, traffic } from '../../../workflows/messages/service-messages';
import { aPipeline } from '../../pipeline/builders/a-pipeline';
import { startWorker, type TestWorker, type WorkerSettings } from './a-worker';
import { until } from './until';

/** A change, which may still be under way. */
export type Change = WorkflowHandle<() => Promise<ChangeOutcome>>;

/** A handle, or only the id. */
type Identified = Pick<WorkflowHandle, 'workflowId'>;

export interface Server {
  readonly connection: Connection;
  readonly native: NativeConnection;
}

/** A service and its workers on the tests' Temporal server. The workflows are real; most activities are fakes. */
export class World {
  readonly client: Client;
  private readonly recorded: string[] = [];
  private readonly workers: TestWorker[] = [];

  constructor(
    private readonly server: Server,
    /** The name of the service, of its first pipeline, and of its worker deployment. */
    readonly name: string,
    readonly taskQueue = name,
  ) {
    this.client = new Client({ connection: server.connection });
  }

  /** Another service on the same workers, which record their calls in this world. */
  withService(name: string): World {
    return new World(this.server, name, this.taskQueue);
  }

  /** Starts one more worker. */
  async startWorker(settings: WorkerSettings = {}): Promise<TestWorker> {
    const { client, taskQueue } = this;
    const record = (line: string) => void this.recorded.push(line);
    const worker = await startWorker(settings, { connection: this.server.native, client, taskQueue, record });
    this.workers.push(worker);
    return worker;
  }

  /** Stops every worker. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop()));
  }

  /** The line of each call of an activity so far, in the order in which they began. */
  get calls(): readonly string[] {
    return this.recorded;
  }

  /** The lines of the deployments so far, forward and back. */
  get deployments(): string[] {
    return this.calls.filter((line) => line.startsWith('forward ') || line.startsWith('back '));
  }

  /** A pipeline of the service, which looks at alarms often. */
  pipeline(overrides: Partial<WrittenPipeline> = {}): Pipeline {
    return aPipeline({ name: this.name, service: this.name, lookEvery: '100ms', ...overrides });
  }

  /** Merges a commit, which may have been merged before, and waits until its change has started. */
  async merge(pipeline: Pipeline, number = 1): Promise<Change> {
    const change = await this.signalMerge(pipeline, number);
    await until(`${change.workflowId} has started`, () => exists(change));
    return change;
  }

  /** Reports a merge to the service, as a merge hook does. The change may not have started yet. */
  async signalMerge(pipeline: Pipeline, number = 1): Promise<Change> {
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

  /** Merges a commit and waits for the outcome of its change. */
  async runChange(pipeline: Pipeline, number = 1): Promise<ChangeOutcome> {
    return await (await this.merge(pipeline, number)).result();
  }

  /** Waits until a call with this line has begun, or so many of them. */
  async waitForCall(line: string, times = 1): Promise<void> {
    await until(`${line} begins`, () => this.calls.filter((call) => call === line).length >= times).catch((err: Error) => {
      throw new Error(`${err.message}; the calls so far: ${this.calls.join(', ')}`);
    });
  }

  /** Waits until a change has requested lanes that it cannot have yet. */
  async waitForRequest({ workflowId }: Identified): Promise<void> {
    const isWaiting = async () => (await this.traffic()).waiting.some(({ change }) => change === workflowId);
    await until(`${workflowId} waits for lanes`, isWaiting);
  }

  /** Waits until a change shows so many stuck steps. */
  async waitForStuck(change: Identified, steps = 1): Promise<void> {
    const isStuck = async () => ((await this.progress(change)).stuck ?? []).length === steps;
    await until(`${change.workflowId} is stuck`, isStuck);
  }

  /** A workflow below a change, by its path: `first/us-west-2/usw2-az1`. */
  level(change: Identified, path: string): WorkflowHandle {
    return this.client.workflow.getHandle(below(change.workflowId, path));
  }

  async progress(change: Identified): Promise<Progress> {
    return await this.client.workflow.getHandle(change.workflowId).query(progress);
  }

  get service(): WorkflowHandle {
    return this.client.workflow.getHandle(serviceId(this.name));
  }

  async traffic(): Promise<Traffic> {
    return await this.service.query(traffic);
  }

  /** The release that is good in a lane. */
  async good(lane: string, pipeline = this.name): Promise<string | null> {
    return await this.service.query(good, { lane, pipeline });
  }
}

/** The SHA-1 of a commit, made from its number. */
export const commitOf = (number: number): string => String(number).padStart(12, '0').padEnd(40, '0');

const exists = async (workflow: WorkflowHandle): Promise<boolean> =>
  await workflow.describe().then(
    () => true,
    () => false,
  );
