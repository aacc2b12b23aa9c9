import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { FaultyProxy } from '../../local/faulty-proxy';
import { poll } from '../../local/process/poll';
import { addressesIn, type Run, type Tab, views } from '../../local/web-ui';
import { below, serviceId, shortChange } from '../../pipeline/model/ids';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { approveUpdate, cancelUpdate } from '../../workflows/messages/commands';
import { progress } from '../../workflows/messages/progress';
import { traffic } from '../../workflows/messages/service-messages';
import type { Camera } from './camera';
import { approver } from './paused-pipeline';
import { fillInApproval, openUpdateList, sendUpdate } from './update-form';
import { submitWaitingChange } from './waiting-change';

interface PictureOptions {
  readonly client: Client;
  readonly camera: Camera;
  readonly ui: string;
  readonly pipeline: Pipeline;
  /** The pipeline without the pauses. */
  readonly unpaused: Pipeline;
  readonly awsProxy: FaultyProxy;
}

/** Takes the pictures of a change while it is under way and after its end. `over` aborts when the change has ended. */
export class Pictures {
  constructor(private readonly options: PictureOptions) {}

  /** Pictures of a change that waits for an approval, bakes and is cancelled, and of one that waits behind it. */
  async takeOfGood(over: AbortSignal): Promise<void> {
    const { client, unpaused, pipeline } = this.options;
    const change = await this.newest();
    const waitingChange = await submitWaitingChange(client, change, unpaused);
    await this.approval(change);
    await this.bake(below(change, 'first/us-west-2/usw2-az1'));
    await this.workflow('change', change, 'user-metadata', ['stage first, under way']);
    const service = serviceId(pipeline.service);
    await eventually(`${waitingChange} waits behind the other change`, () => this.isWaiting(service, waitingChange));
    await this.workflow('service', service, 'user-metadata', [`${shortChange(waitingChange)}, stage first`]);
    await client.workflow.getHandle(change).executeUpdate(cancelUpdate, { args: [{ by: approver, why: 'we have seen enough' }] });
    await eventually('the change is over', async () => over.aborted);
    await this.workflow('change-cancelled', change, 'user-metadata', ['we have seen enough']);
    await client.workflow.getHandle(waitingChange).result();
  }

  /** Pictures of a change that is rolled back. */
  async takeOfBad(over: AbortSignal): Promise<void> {
    const { client } = this.options;
    const change = await this.newest();
    await eventually('the change waits for approval', () => this.waitsForApproval(change));
    const vote = { by: approver, stage: 'first', why: 'its tests pass' };
    await client.workflow.getHandle(change).executeUpdate(approveUpdate, { args: [vote] });
    await eventually('the change is over', async () => over.aborted);
    await this.workflow('change-rolled-back', change, 'user-metadata', ['rolled back']);
    await this.workflow('change-timeline', change, 'timeline', ['notify']);
    await this.workflow('zone-rolled-back', below(change, 'first/us-west-2/usw2-az1'), 'timeline', ['put back']);
    await this.workflow('parts', change, 'relationships', ['first']);
    await this.list('changes', views.changes, ['rolledBack', 'delivered']);
  }

  private async approval(change: string): Promise<void> {
    const { client, camera, ui } = this.options;
    await eventually('the change waits for approval', () => this.waitsForApproval(change));
    await this.list('waiting', views.waiting, [change]);
    await this.workflow('change-waits', change, 'user-metadata', ['waits for approval']);
    const address = addressesIn(ui).workflow(await this.runOf(change), 'user-metadata');
    const vote = { by: approver, stage: 'first', why: 'the tests cover it' };
    await camera.take({ name: 'words', address, shows: ['Let the change into the stage'], prepare: openUpdateList });
    await camera.take({ name: 'approve', address, shows: [vote.why], prepare: fillInApproval(vote) });
    await camera.interact(sendUpdate);
    await eventually('the approval is counted', async () => !(await this.waitsForApproval(change)));
    const { decisions = [] } = await client.workflow.getHandle(change).query(progress);
    if (!decisions.some(({ by, why }) => by === vote.by && why === vote.why)) throw new Error('the approval was not recorded');
  }

  private async bake(zone: string): Promise<void> {
    await this.workflow('zone-bakes', zone, 'timeline', ['bake of the one-box']);
    await this.workflow('zone-waits', zone, 'pending-activities', ['left']);
    await this.withoutAws(() => this.workflow('zone-without-aws', zone, 'pending-activities', ['failed:']));
  }

  private async isWaiting(service: string, change: string): Promise<boolean> {
    const { waiting } = await this.options.client.workflow.getHandle(service).query(traffic);
    return waiting.some((request) => request.change === change && request.stage === 'first');
  }

  private async waitsForApproval(change: string): Promise<boolean> {
    return (await this.options.client.workflow.getHandle(change).query(progress)).approval === 'first';
  }

  private async withoutAws(act: () => Promise<void>): Promise<void> {
    this.options.awsProxy.cut();
    await act();
    this.options.awsProxy.restore();
  }

  private async workflow(name: string, workflowId: string, tab: Tab, shows: readonly string[]): Promise<void> {
    const { camera, ui } = this.options;
    await camera.take({ name, address: addressesIn(ui).workflow(await this.runOf(workflowId), tab), shows });
  }

  private async list(name: string, query: string, shows: readonly string[]): Promise<void> {
    await this.options.camera.take({ name, address: addressesIn(this.options.ui).list(query), shows });
  }

  /** The newest open change. */
  private async newest(): Promise<string> {
    let newest: string | undefined;
    await eventually('a change is under way', async () => {
      const query = `${views.changes} AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of this.options.client.workflow.list({ query })) newest ??= workflowId;
      return newest !== undefined;
    });
    return newest ?? '';
  }

  /** The newest run of a workflow; waits until it exists. */
  private async runOf(workflowId: string): Promise<Run> {
    let runId: string | undefined;
    await eventually(`${workflowId} exists`, async () => {
      runId = await this.options.client.workflow
        .getHandle(workflowId)
        .describe()
        .then((described) => described.runId, undefinedIfNotFound);
      return runId !== undefined;
    });
    return { workflowId, runId: runId ?? '' };
  }
}

function undefinedIfNotFound(err: unknown): undefined {
  if (err instanceof WorkflowNotFoundError) return undefined;
  throw err;
}

async function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  if (!(await poll(condition, { timeoutMs: 300_000, intervalMs: 250 })))
    throw new Error(`this did not happen within five minutes: ${what}`);
}
