import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { type Logger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectAws } from '../activities/aws/accounts';
import { type ActivityDeps, createActivities } from '../activities/create';
import { ReleaseStore } from '../activities/releases/store';
import { Repositories } from '../activities/source/repositories';
import { wholePolicy } from '../client/read/policy';
import { connect } from '../client/temporal/connect';
import { registerSearchAttributes } from '../client/temporal/register-search-attributes';
import { offline, sandbox } from '../platform/sandbox';
import { workerLogger } from './log';
import { workerSettings } from './settings';
import { bundleWorkflows } from './versions/bundle';
import { Deployment } from './versions/deployment';
import { moveToCurrent } from './versions/move-to-current';
import { setCurrentVersion } from './versions/set-current-version';

/**
 * Runs a worker until SIGTERM or SIGINT; another worker continues what it was doing. New code becomes the current version by itself;
 * `current` makes any version current.
 */
export async function runWorker({ current: isRequested = false }: { current?: boolean } = {}): Promise<void> {
  const logger = workerLogger((line) => process.stdout.write(line), process.stdout.isTTY === true);
  Runtime.install({ logger, shutdownSignals: ['SIGINT', 'SIGTERM'] });
  const { rules, mayReplace } = await wholePolicy(process.env);
  const { connection: clientConnection, options, namespace, taskQueue } = await connect();
  const connection = await NativeConnection.connect(options);
  try {
    await registerSearchAttributes(clientConnection, namespace);
    const temporal = new Client({ connection: clientConnection, namespace });
    const deployment = new Deployment(temporal);
    await deployment.versions(); // a server without versions is reported now, in a sentence, and not at every poll
    const { code, buildId } = await bundleWorkflows(logger);
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle: { code },
      workerDeploymentOptions: deployment.workerOptions(buildId),
      activities: createActivities({ ...(await localDeps(logger, mayReplace)), rules, temporal, taskQueue }),
      shutdownGraceTime: '2s',
      maxHeartbeatThrottleInterval: '3s', // an activity learns of its cancellation from the answer to a heartbeat
    });
    await runUntilStopped(worker, () => startVersion(worker, { deployment, buildId, isRequested, logger }));
  } finally {
    await connection.close();
    await clientConnection.close();
  }
}

/** What activities need of this machine, its folder and its environment. */
async function localDeps(
  logger: Logger,
  mayReplace: readonly string[],
): Promise<Omit<ActivityDeps, 'rules' | 'temporal' | 'taskQueue'>> {
  const { folder, role, claimedNames, commandEnvironment: environment } = workerSettings(process.env);
  const source = join(folder, 'source');
  await mkdir(source, { recursive: true });
  return {
    aws: connectAws({ ...(role && { role }) }),
    releases: new ReleaseStore(folder),
    repositories: new Repositories(source, environment),
    environment,
    offline: sandbox(offline, environment),
    outputs: join(folder, 'outputs'),
    approvalRules: { claimedNames, mayReplace },
    notify: async ({ change, subject, text }) => logger.warn(`notice: ${change} ${subject}: ${text}`),
  };
}

interface Version {
  readonly deployment: Deployment;
  readonly buildId: string;
  readonly isRequested: boolean;
  readonly logger: Logger;
}

/** Settles which version is current, reports that the worker is ready, and moves services to its version. */
async function startVersion(worker: Worker, { logger, ...rest }: Version): Promise<void> {
  const hasStopped = () => worker.getState() !== 'RUNNING';
  const version = { ...rest, hasStopped, log: (line: string) => logger.info(line) };
  const decision = await setCurrentVersion(version);
  if (!hasStopped()) logger.info('the worker is ready', { taskQueue: worker.options.taskQueue });
  if (decision !== 'leave') await moveToCurrent(version);
}

/** Runs a worker to its end, and `start` as soon as it polls. If `start` fails, the worker stops. */
async function runUntilStopped(worker: Worker, start: () => Promise<void>): Promise<void> {
  const running = worker.run();
  try {
    await Promise.race([start(), running]);
  } catch (err) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    throw err;
  } finally {
    await running;
  }
}
