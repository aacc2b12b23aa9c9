import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import { Refusal } from '../../client/refusal';
import { replaced } from '../../workflows/messages/service-messages';
import type { KnownVersions } from './decide-current';

/** The name of the worker deployment on the server, which has all versions of the workers. */
export const deploymentName = 'slipway';

/** Status codes of gRPC. */
const notFound = 5;
const permissionDenied = 7;
const unimplemented = 12;

/** The worker deployment on a Temporal server, and the workflows of its versions. */
export class Deployment {
  constructor(
    private readonly client: Client,
    readonly name = deploymentName,
  ) {}

  /**
   * The versioning options of a worker. Workflows are pinned to their version by this default, not each by itself: a worker without a
   * version, which most tests use, could then run none of them.
   */
  workerOptions(buildId: string): WorkerDeploymentOptions {
    return {
      version: { deploymentName: this.name, buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    };
  }

  /** Which versions the server knows. Rejects with a `Refusal` if the server or the namespace does not support versions. */
  async versions(): Promise<KnownVersions> {
    const info = await this.describe();
    const current = info?.routingConfig?.currentDeploymentVersion?.buildId;
    return {
      ...(current && { current }),
      versions: (info?.versionSummaries ?? []).map(({ deploymentVersion, lastDeactivationTime, rampingSinceTime }) => ({
        buildId: deploymentVersion?.buildId ?? '',
        isReplacedOrRamping: lastDeactivationTime != null || rampingSinceTime != null,
      })),
    };
  }

  /** Makes a version current, so that new workflows start at it. Returns the server's words if it refuses. */
  async setCurrent(buildId: string): Promise<string | undefined> {
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

  /** Counts the open workflows of a version by the server's index, which lags by a moment. */
  async countOpen(buildId: string): Promise<number> {
    const query = `ExecutionStatus = 'Running' AND TemporalWorkerDeploymentVersion = '${this.name}:${buildId}'`;
    return (await this.client.workflow.count(query)).count;
  }

  /** Wakes every service of another version, so that an idle one moves too. Returns how many the server's index has, which lags. */
  async wakeServices(current: string): Promise<number> {
    const ours = `TemporalWorkerDeployment = '${this.name}' AND TemporalWorkerDeploymentVersion != '${this.name}:${current}'`;
    const query = `WorkflowType = 'service' AND ExecutionStatus = 'Running' AND ${ours}`;
    let woken = 0;
    for await (const { workflowId } of this.client.workflow.list({ query })) {
      await this.client.workflow.getHandle(workflowId).signal(replaced, { current }).catch(ignoreEnded);
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
      if (err.code === notFound) return undefined; // no worker ever ran on this server
      if (err.code !== permissionDenied && err.code !== unimplemented) throw err;
      throw new Refusal(
        3,
        `Temporal does not support worker versions in namespace ${options.namespace} (${err.details}): use server 1.32 or newer, and enable worker versioning there`,
      );
    }
  }
}

function ignoreEnded(err: unknown): void {
  if (!(err instanceof WorkflowNotFoundError)) throw err;
}
