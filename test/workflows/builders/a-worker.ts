import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerDeploymentOptions, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../../../activities/contract';
import { goodRelease } from '../../../activities/temporal/good-release';
import { openBelow } from '../../../activities/temporal/open-below';
import { startChange } from '../../../activities/temporal/start-change';
import { watchForVanished } from '../../../activities/temporal/watch-for-vanished';
import type { Answers, FakedActivities } from './faked-activities';
import { activitiesWith } from './fakes';

export interface WorkerSettings {
  readonly answers?: Answers;
  /** Its workflows as a bundle; by default those of this checkout. */
  readonly code?: string;
  /** Its version. A worker without one runs workflows that have none. */
  readonly version?: WorkerDeploymentOptions;
  /** Its activities instead of the default ones with `answers`. */
  readonly activities?: Partial<Activities>;
  readonly options?: Partial<WorkerOptions>;
}

export interface TestWorker {
  /** The line of each call of an activity in this worker, in the order in which they began. */
  readonly calls: readonly string[];
  /** Stops it. Another worker takes over what it was doing. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly taskQueue: string;
  /** Gets the line of each call, too. */
  readonly record: (line: string) => void;
}

/** The activities that have no fakes, connected to the tests' Temporal server. */
export const realActivities = (temporal: Client, taskQueue: string): Omit<Activities, keyof FakedActivities> => ({
  startChange: startChange({ temporal, taskQueue }),
  goodRelease: goodRelease({ temporal }),
  watchForVanished: watchForVanished({ temporal }),
  openBelow: openBelow({ temporal }),
});

/** Starts a worker whose activities give the default answers, except for those of a test. */
export async function startWorker({ answers = {}, code, ...settings }: WorkerSettings, deps: Dependencies): Promise<TestWorker> {
  const { connection, client, taskQueue } = deps;
  const calls: string[] = [];
  const record = (line: string) => {
    calls.push(line);
    deps.record(line);
  };
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: code === undefined ? { codePath: process.env.SLIPWAY_TEST_BUNDLE ?? '' } : { code },
    activities: { ...realActivities(client, taskQueue), ...(settings.activities ?? activitiesWith(answers, record)) },
    maxHeartbeatThrottleInterval: '100ms',
    stickyQueueScheduleToStartTimeout: '2s',
    ...(settings.version && { workerDeploymentOptions: settings.version }),
    ...settings.options,
  });
  const running = worker.run();
  return {
    calls,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
