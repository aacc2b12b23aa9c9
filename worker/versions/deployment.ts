import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import { Refusal } from '../../client/refusal';
import { replaced } from '../../workflows/messages/messages';
import type { Standing } from './lead';

/** The name under which the server keeps all versions of the workers. */
export const deploymentName = 'slipway';

/** gRPC's own numbers. */
const notFound = 5;
const forbidden = 7;
const unknownMethod = 12;

/** The versions of the workers as a Temporal server keeps them. */
export class Deployment {
  constructor(
    private readonly client: Client,
    readonly name = deploymentName,
  ) {}

  /**
   * How a worker of a version is made. That a workflow stays at its version is said here and not by each workflow: a worker without a
   * version, as most tests have, could then run none of them.
   */
  workerOptions(buildId: string): WorkerDeploymentOptions {
    return {
      version: { deploymentName: this.name, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    };
  }

  /** What the server knows. Rejects with a sentence where it knows no versions at all, or forbids them. */
  async standing(): Promise<Standing> {
    const info = await this.describe();
    const current = info?.routingConfig?.currentDeploymentVersion?.buildId;
    return {
      ...(current && { current }),
      known: (info?.versionSummaries ?? []).map(({ deploymentVersion, lastDeactivationTime, rampingSinceTime }) => ({
        buildId: deploymentVersion?.buildId ?? '',
        isSettled: lastDeactivationTime != null || rampingSinceTime != null,
      })),
    };
  }

  /** Gives a version what is new from now on. Answers why not, in the server's words, where it will not have it. */
  async makeCurrent(buildId: string): Promise<string | undefined> {
    try {
      const { connection, options } = this.client;
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: options.namespace,
        deploymentName: this.name,
        buildId,
        identity: options.identity,
      });
      return undefined;
    } catch (err) {
      if (isGrpcServiceError(err)) return err.details;
      throw err;
    }
  }

  /** How many workflows are open at a version, by the server's index, which comes a moment after. */
  async open(buildId: string): Promise<number> {
    const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${this.name}:${buildId}'`;
    return (await this.client.workflow.count(query)).count;
  }

  /** Wakes every service of another version, by the server's index, so that an idle one moves too. Answers how many there were. */
  async wakeServices(current: string): Promise<number> {
    const ours = `TemporalWorkerDeployment = '${this.name}' AND TemporalWorkerDeploymentVersion != '${this.name}:${current}'`;
    const query = `WorkflowType = 'service' AND ExecutionStatus = 'Running' AND ${ours}`;
    let woken = 0;
    for await (const { workflowId } of this.client.workflow.list({ query })) {
      await this.client.workflow.getHandle(workflowId).signal(replaced, { current }).catch(unlessItEnded);
      woken += 1;
    }
    return woken;
  }

  private async describe() {
    const { connection, options } = this.client;
    try {
      const request = { namespace: options.namespace, deploymentName: this.name };
      return (await connection.workflowService.describeWorkerDeployment(request)).workerDeploymentInfo;
    } catch (err) {
      if (!isGrpcServiceError(err)) throw err;
      if (err.code === notFound) return undefined; // no worker ever ran here
      if (err.code !== forbidden && err.code !== unknownMethod) throw err;
      throw new Refusal(
        3,
        `the workers need versions, and Temporal does not keep them in namespace ${options.namespace}: it must be as new as server 1.32 and allow them (${err.details})`,
      );
    }
  }
}

function unlessItEnded(err: unknown): void {
  if (!(err instanceof WorkflowNotFoundError)) throw err;
}
