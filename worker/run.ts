import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectAws } from '../activities/aws';
import { createActivities } from '../activities/create';
import { ReleaseStore } from '../activities/releases/store';
import { Repositories } from '../activities/source/repositories';
import { registerSearchAttributes } from '../client/search-attributes';
import { connect } from '../client/temporal';
import { workerLogger } from './log';
import { type WorkerSettings, workerSettings } from './settings';

/** Runs a worker until it is told to stop by SIGTERM or SIGINT; what it was doing is picked up by the next. */
export async function runWorker(): Promise<void> {
  const logger = workerLogger((line) => process.stdout.write(line), process.stdout.isTTY === true);
  Runtime.install({ logger, shutdownSignals: ['SIGINT', 'SIGTERM'] });
  const { connection: clientConnection, options, namespace, taskQueue } = await connect();
  const connection = await NativeConnection.connect(options);
  try {
    await registerSearchAttributes(clientConnection, namespace);
    const temporal = new Client({ connection: clientConnection, namespace });
    const worker = await Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowsPath: require.resolve('../workflows/index'),
      activities: createActivities(await wire(workerSettings(process.env), temporal, taskQueue)),
      shutdownGraceTime: '2s',
      maxHeartbeatThrottleInterval: '3s', // a cancellation travels on the answer to a heartbeat
    });
    logger.info('the worker is ready', { taskQueue });
    await worker.run();
  } finally {
    await connection.close();
    await clientConnection.close();
  }

  async function wire({ folder, role, commandEnvironment: environment }: WorkerSettings, temporal: Client, queue: string) {
    const source = join(folder, 'source');
    await mkdir(source, { recursive: true });
    return {
      aws: connectAws({ ...(role && { role }) }),
      releases: new ReleaseStore(folder),
      repositories: new Repositories(source, environment),
      environment,
      outputs: join(folder, 'outputs'),
      temporal,
      taskQueue: queue,
      tell: ({ change, subject, text }: { change: string; subject: string; text: string }) =>
        logger.warn(`notice: ${change} ${subject}: ${text}`),
    };
  }
}
