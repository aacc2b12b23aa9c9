/** A worker with fake hands. */
import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerDeploymentOptions, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../../../activities/contract';
import { goodRelease } from '../../../activities/temporal/good-release';
import { openBelow } from '../../../activities/temporal/open-below';
import { startChange } from '../../../activities/temporal/start-change';
import { watchForVanished } from '../../../activities/temporal/watch-for-vanished';
import { type Answers, type Hands, handsOf } from './fakes';

export interface Crew {
  readonly answers?: Answers;
  /** Its workflows, bundled; those of this checkout where nothing is said. */
  readonly code?: string;
  /** The version that it says it is; without one it takes what is anybody's. */
  readonly version?: WorkerDeploymentOptions;
  /** All of its hands, in place of those that answer as usual. */
  readonly hands?: Hands | Activities;
  readonly options?: Partial<WorkerOptions>;
}

export interface FakeWorker {
  /** Every act that began here, one line each. */
  readonly acts: readonly string[];
  /** Stops it; what it was doing is picked up by another. */
  stop(): Promise<void>;
}

interface Place {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly taskQueue: string;
  /** Told each act, too. */
  readonly note: (act: string) => void;
}

/** The hands that are no fakes: they speak to the tests' own server. */
export const realHands = (temporal: Client, taskQueue: string): Omit<Activities, keyof Hands> => ({
  startChange: startChange({ temporal, taskQueue }),
  goodRelease: goodRelease({ temporal }),
  watchForVanished: watchForVanished({ temporal }),
  openBelow: openBelow({ temporal }),
});

/** Starts a worker in which everything goes well, except for what a test answers. */
export async function startWorker({ answers = {}, code, version, ...crew }: Crew, place: Place): Promise<FakeWorker> {
  const { connection, client, taskQueue, note } = place;
  const acts: string[] = [];
  const noted = (line: string) => {
    acts.push(line);
    note(line);
  };
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: code === undefined ? { codePath: process.env.SLIPWAY_TEST_BUNDLE ?? '' } : { code },
    activities: { ...realHands(client, taskQueue), ...(crew.hands ?? handsOf(answers, noted)) },
    maxHeartbeatThrottleInterval: '100ms',
    stickyQueueScheduleToStartTimeout: '2s',
    ...(version && { workerDeploymentOptions: version }),
    ...crew.options,
  });
  const running = worker.run();
  return {
    acts,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
    },
  };
}
