/** The activities as workflows call them: how long each may take, and how it is retried. */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/contract';
import { noticed } from './settled';

/** Retried until it works: an outage delays a change and decides nothing. */
const untilItWorks = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/**
 * For a short call. Heartbeats only carry to the next attempt what became of this one; their time-out is no shorter than the call's, so that
 * it never ends an attempt.
 */
const short = { startToCloseTimeout: '1m', heartbeatTimeout: '1m' } as const;

/** Activities of one short call. */
export const quick = noticed(
  proxyActivities<
    Pick<Activities, 'checkPolicy' | 'notify' | 'startChange' | 'goodRelease' | 'openBelow' | 'approvalRules' | 'opening'>
  >({ ...short, retry: untilItWorks }),
);

/** Looks at what runs, and first waits for what is in progress there, which may take hours. It touches nothing, so a cancelled one is not awaited. */
export const looking = noticed(
  proxyActivities<Pick<Activities, 'survey'>>({ startToCloseTimeout: '12h', heartbeatTimeout: '30s', retry: untilItWorks }),
);

/** Acts, or makes what it must delete again: a cancelled one is awaited, and a dead worker is noticed by the missing heartbeat. */
const acting = {
  heartbeatTimeout: '30s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: untilItWorks,
} as const;

/** Activities that need a checkout. A cancelled one is awaited, so that none of its commands still runs after the change has ended. */
export const checkout = noticed(
  proxyActivities<Pick<Activities, 'review' | 'build' | 'test'>>({
    startToCloseTimeout: '1h',
    ...acting,
  }),
);

/** Looks at what a deployment would do. It waits for change sets, and a cancelled one is awaited, so that it deletes what it made. */
export const examination = noticed(
  proxyActivities<Pick<Activities, 'examine'>>({
    startToCloseTimeout: '1h',
    ...acting,
  }),
);

/**
 * The activity that changes a stack. CloudFormation may take hours for a database; a dead worker is noticed by the missing heartbeat. A
 * cancelled deployment is awaited: undoing a stack that is still updating would race with it.
 */
export const deployment = noticed(
  proxyActivities<Pick<Activities, 'deploy'>>({
    startToCloseTimeout: '12h',
    ...acting,
  }),
);

/** Activities that wait by looking again: one short look per attempt, and the server waits between two attempts. */
export const polling = noticed(
  proxyActivities<Pick<Activities, 'bake' | 'watch' | 'gates' | 'watchForVanished'>>({
    ...short,
    retry: { ...untilItWorks, backoffCoefficient: 1 },
  }),
);

/** Retry options that look again at this interval, however long it takes in all. */
export const every = (ms: number) => ({ retry: { initialInterval: ms, maximumInterval: ms, backoffCoefficient: 1 } });

/** 15 attempts over about nine minutes; then a person is asked, because a way back that still fails will not repair itself. */
export const persistently = { retry: { ...untilItWorks, maximumAttempts: 15 } };
