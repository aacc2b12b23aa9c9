import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Way } from '../../local/faulty-proxy';
import { until } from '../../local/process/until';
import { addressesIn, type Run, type Tab, views } from '../../local/web-ui';
import { below, serviceId, shortChange } from '../../pipeline/model/ids';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { approveUpdate, cancelUpdate, progress, traffic } from '../../workflows/messages/messages';
import type { Camera } from './camera';
import { follow } from './follower';
import { approver } from './scenery';
import { approving, send, whatCanBeSaid } from './speak';

interface Studio {
  readonly client: Client;
  readonly camera: Camera;
  readonly ui: string;
  readonly pipeline: Pipeline;
  /** Without what holds a change up for a picture. */
  readonly plain: Pipeline;
  readonly way: Way;
}

/** What is taken while a change is on its way, and after its end. */
export class Shoot {
  constructor(private readonly studio: Studio) {}

  /** Of a change that waits for a person, then bakes, then is stopped; and of one that waits behind it all the while. */
  async good(over: AbortSignal): Promise<void> {
    const { client, plain, pipeline } = this.studio;
    const change = await this.newest();
    const follower = await follow(client, change, plain);
    await this.approval(change);
    await this.bake(below(change, 'first/us-west-2/usw2-az1'));
    await this.workflow('change', change, 'user-metadata', ['stage first is under way']);
    const service = serviceId(pipeline.service);
    await eventually(`${follower} waits behind the other`, () => this.isWaiting(service, follower));
    await this.workflow('service', service, 'user-metadata', [`${shortChange(follower)}, stage first`]);
    await client.workflow
      .getHandle(change)
      .executeUpdate(cancelUpdate, { args: [{ by: approver, why: 'enough was seen of it' }] });
    await eventually('the change is over', async () => over.aborted);
    await this.workflow('change-cancelled', change, 'user-metadata', ['enough was seen of it']);
    await client.workflow.getHandle(follower).result();
  }

  /** Of a change that is taken back. */
  async bad(over: AbortSignal): Promise<void> {
    const { client } = this.studio;
    const change = await this.newest();
    await eventually('the change waits for approval', () => this.waitsForPeople(change));
    const word = { by: approver, stage: 'first', why: 'its tests pass' };
    await client.workflow.getHandle(change).executeUpdate(approveUpdate, { args: [word] });
    await eventually('the change is over', async () => over.aborted);
    await this.workflow('change-rolled-back', change, 'user-metadata', ['rolled back']);
    await this.workflow('change-timeline', change, 'timeline', ['notify']);
    await this.workflow('zone-rolled-back', below(change, 'first/us-west-2/usw2-az1'), 'timeline', ['put back']);
    await this.workflow('parts', change, 'relationships', ['first']);
    await this.list('changes', views.changes, ['rolledBack', 'delivered']);
  }

  private async approval(change: string): Promise<void> {
    const { client, camera, ui } = this.studio;
    await eventually('the change waits for approval', () => this.waitsForPeople(change));
    await this.list('waiting', views.waiting, [change]);
    await this.workflow('change-waits', change, 'user-metadata', ['waits for people']);
    const address = addressesIn(ui).workflow(await this.runOf(change), 'user-metadata');
    const word = { by: approver, stage: 'first', why: 'the tests cover it' };
    await camera.take({ name: 'words', address, shows: ['Let the change into the stage'], lead: whatCanBeSaid });
    await camera.take({ name: 'approve', address, shows: [word.why], lead: approving(word) });
    await camera.press(send);
    await eventually('the approval is heard', async () => !(await this.waitsForPeople(change)));
    const { decisions = [] } = await client.workflow.getHandle(change).query(progress);
    if (!decisions.some(({ by, why }) => by === word.by && why === word.why)) throw new Error('the approval was not kept');
  }

  private async bake(zone: string): Promise<void> {
    await this.workflow('zone-bakes', zone, 'timeline', ['the one-box bakes']);
    await this.workflow('zone-waits', zone, 'pending-activities', ['left']);
    await this.withoutAws(() => this.workflow('zone-without-aws', zone, 'pending-activities', ['fails:']));
  }

  private async isWaiting(service: string, change: string): Promise<boolean> {
    const { waiting } = await this.studio.client.workflow.getHandle(service).query(traffic);
    return waiting.some((request) => request.change === change && request.stage === 'first');
  }

  private async waitsForPeople(change: string): Promise<boolean> {
    return (await this.studio.client.workflow.getHandle(change).query(progress)).approval === 'first';
  }

  private async withoutAws(act: () => Promise<void>): Promise<void> {
    this.studio.way.cut();
    await act();
    this.studio.way.mend();
  }

  private async workflow(name: string, workflowId: string, tab: Tab, shows: readonly string[]): Promise<void> {
    const { camera, ui } = this.studio;
    await camera.take({ name, address: addressesIn(ui).workflow(await this.runOf(workflowId), tab), shows });
  }

  private async list(name: string, query: string, shows: readonly string[]): Promise<void> {
    await this.studio.camera.take({ name, address: addressesIn(this.studio.ui).list(query), shows });
  }

  /** The change that was begun last and is open. */
  private async newest(): Promise<string> {
    let found: string | undefined;
    await eventually('a change is on its way', async () => {
      const query = `${views.changes} AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of this.studio.client.workflow.list({ query })) found ??= workflowId;
      return found !== undefined;
    });
    return found ?? '';
  }

  /** The newest run, once there is one. */
  private async runOf(workflowId: string): Promise<Run> {
    let runId: string | undefined;
    await eventually(`${workflowId} is there`, async () => {
      runId = await this.studio.client.workflow
        .getHandle(workflowId)
        .describe()
        .then((described) => described.runId, ifNotThere);
      return runId !== undefined;
    });
    return { workflowId, runId: runId ?? '' };
  }
}

function ifNotThere(err: unknown): undefined {
  if (err instanceof WorkflowNotFoundError) return undefined;
  throw err;
}

async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  if (!(await until(isSo, { withinMs: 300_000, everyMs: 250 })))
    throw new Error(`waited for five minutes, and still not: ${what}`);
}
