import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectAws } from '../activities/aws/accounts';
import { createActivities } from '../activities/create';
import { ReleaseStore } from '../activities/releases/store';
import { Repositories } from '../activities/source/repositories';
import { configuredPolicy } from '../client/read/policy';
import { connect } from '../client/temporal/connect';
import { registerSearchAttributes } from '../client/temporal/register-search-attributes';
import { fence, offline } from '../platform/sandbox';
import { workerLogger } from './log';
import { type WorkerSettings, workerSettings } from './settings';
import { bringAlong } from './versions/bring-along';
import { bundleWorkflows } from './versions/bundle';
import { Deployment } from './versions/deployment';
import { takeLead } from './versions/take-lead';

/**
 * Runs a worker until it is told to stop by SIGTERM or SIGINT; what it was doing is picked up by the next. New code gets what is new from
 * then on; `current` says so of any code.
 */
export async function runWorker({ current: asTold = false }: { current?: boolean } = {}): Promise<void> {
  const logger = workerLogger((line) => process.stdout.write(line), process.stdout.isTTY === true);
  Runtime.install({ logger, shutdownSignals: ['SIGINT', 'SIGTERM'] });
  const rules = await configuredPolicy(process.env);
  const { connection: clientConnection, options, namespace, taskQueue } = await connect();
  const connection = await NativeConnection.connect(options);
  try {
    await registerSearchAttributes(clientConnection, namespace);
    const temporal = new Client({ connection: clientConnection, namespace });
    const deployment = new Deployment(temporal);
    await deployment.standing(); // refuses in a sentence what would else be refused at every poll
    const { code, buildId } = await bundleWorkflows(logger);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { code },
      workerDeploymentOptions: deployment.workerOptions(buildId),
      activities: createActivities(await wire(workerSettings(process.env), temporal, taskQueue)),
      shutdownGraceTime: '2s',
      maxHeartbeatThrottleInterval: '3s', // a cancellation travels on the answer to a heartbeat
    });
    const isOver = () => worker.getState() !== 'RUNNING';
    const leading = { deployment, buildId, asTold, isOver, say: (line: string) => logger.info(line) };
    await untilStopped(worker, async () => {
      const which = await takeLead(leading);
      if (!isOver()) logger.info('the worker is ready', { taskQueue });
      if (which !== 'old') await bringAlong(leading);
    });
  } finally {
    await connection.close();
    await clientConnection.close();
  }

  async function wire(
    { folder, role, claimedNames, commandEnvironment: environment }: WorkerSettings,
    temporal: Client,
    queue: string,
  ) {
    const source = join(folder, 'source');
    await mkdir(source, { recursive: true });
    return {
      aws: connectAws({ ...(role && { role }) }),
      releases: new ReleaseStore(folder),
      repositories: new Repositories(source, environment),
      environment,
      offline: fence(offline, environment),
      outputs: join(folder, 'outputs'),
      approvalRules: { claimedNames },
      rules,
      temporal,
      taskQueue: queue,
      tell: ({ change, subject, text }: { change: string; subject: string; text: string }) =>
        logger.warn(`notice: ${change} ${subject}: ${text}`),
    };
  }
}

/** Runs a worker to its end; `begin` is done as soon as it asks for work, and where that fails the worker stops. */
async function untilStopped(worker: Worker, begin: () => Promise<void>): Promise<void> {
  const running = worker.run();
  try {
    await Promise.race([begin(), running]);
  } catch (err) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    throw err;
  } finally {
    await running;
  }
}
