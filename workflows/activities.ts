/** The activities as workflows call them: how long each may take, and how it is tried again. */
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/contract';

/** Tried until it works: an outage makes Slipway slower, it decides nothing. */
const untilItWorks = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/** Short quick. */
export const quick = proxyActivities<
  Pick<
    Activities,
    'checkPolicy' | 'survey' | 'notify' | 'startChange' | 'goodRelease' | 'openBelow' | 'approvalRules' | 'opening'
  >
>({
  startToCloseTimeout: '1m',
  retry: untilItWorks,
});

/**
 * What needs a checkout. A cancelled one is waited for, so that no command of ours still runs behind an ending.
 */
export const checkout = proxyActivities<Pick<Activities, 'review' | 'build' | 'test'>>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: untilItWorks,
});

/**
 * What changes a stack. CloudFormation may take hours over a database; a worker that dies is noticed by its missing heartbeat. A
 * cancelled deployment is waited for: undoing a stack that still moves would race with it.
 */
export const deployment = proxyActivities<Pick<Activities, 'deploy'>>({
  startToCloseTimeout: '12h',
  heartbeatTimeout: '30s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: untilItWorks,
});

/** What looks, one short look an attempt; the wait between two is the server's. */
export const polling = proxyActivities<Pick<Activities, 'bake' | 'watch' | 'gates' | 'watchForVanished'>>({
  startToCloseTimeout: '1m',
  retry: { ...untilItWorks, backoffCoefficient: 1 },
});

/** Retry options that look again after the given time, however long it takes in all. */
export const every = (ms: number) => ({ retry: { initialInterval: ms, maximumInterval: ms, backoffCoefficient: 1 } });

/** Tried 15 times, over some nine minutes; then a person is asked, because a way back that keeps failing will not mend itself. */
export const persistently = { retry: { ...untilItWorks, maximumAttempts: 15 } };
