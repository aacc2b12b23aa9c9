import { activityInfo } from '@temporalio/activity';
import { describeWait, judge, type Verdict } from '../pipeline/gates/bake-verdict';
import type { BakePlan } from '../pipeline/plan/bake-plan';
import { notYet } from './attempt/not-yet';
import type { Lookout, Sight } from './aws/cloudwatch/lookout';
import type { BakeOutcome } from './contract';

/**
 * One short look an attempt; "not yet" is a benign failure that the server retries, so a bake of any length costs no worker and survives
 * every worker's death. Its clock began when the activity was first scheduled, by the server's time, and no retry restarts it.
 */
export function bake({ lookout }: { lookout: Lookout }) {
  return async ({ criteria, look }: BakePlan): Promise<BakeOutcome> => {
    const { scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: nowMs } = activityInfo();
    const sight = await lookout.look(look, sinceMs, nowMs);
    return concluded(judge(criteria, { ...sight, elapsedMs: nowMs - sinceMs }), sight);
  };
}

function concluded(verdict: Verdict, { alarms, requests, trouble }: Sight): BakeOutcome {
  switch (verdict.kind) {
    case 'healthy':
      return { kind: 'healthy', because: `${requests} requests seen, ${alarms.length} alarms quiet` };
    case 'unhealthy':
      return verdict;
    case 'waiting':
      throw notYet([describeWait(verdict), ...trouble].join('; '));
    case 'inconclusive':
      return { kind: 'inconclusive', because: [describeWait(verdict), ...trouble].join('; ') };
  }
}
