import { activityInfo } from '@temporalio/activity';
import { type BakeProgress, describeBakeProgress } from '../pipeline/gates/bake-progress';
import { type BakeCriteria, judge, type Seen, type Wait } from '../pipeline/gates/bake-verdict';
import type { BakePlan } from '../pipeline/plan/bake-plan';
import { notYet } from './attempt/not-yet';
import type { Evidence, EvidenceReader } from './aws/cloudwatch/evidence-reader';
import type { BakeOutcome } from './contract';

/**
 * One short look per attempt. "Not yet" is a benign failure that the server retries, so a bake of any length takes no worker slot and
 * survives the death of every worker. Its clock starts when the activity is first scheduled, by the server's time; no retry restarts it.
 */
export function bake({ reader }: { reader: EvidenceReader }) {
  return async ({ criteria, look }: BakePlan): Promise<BakeOutcome> => {
    const { scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: nowMs } = activityInfo();
    const evidence = await reader.look(look, sinceMs, nowMs);
    const seen = { ...evidence, elapsedMs: nowMs - sinceMs };
    const verdict = judge(criteria, seen);
    switch (verdict.kind) {
      case 'healthy':
        return { kind: 'healthy', because: `${evidence.requests} requests seen, ${evidence.alarms.length} alarms quiet` };
      case 'unhealthy':
        return verdict;
      case 'waiting': {
        const progress = progressOf(verdict, criteria, seen);
        throw notYet(describeBakeProgress(progress), progress, evidence.trouble);
      }
      case 'inconclusive':
        return { kind: 'inconclusive', because: describeBakeProgress(progressOf(verdict, criteria, seen)) };
    }
  };
}

const progressOf = (
  { kind: _, ...waitsFor }: Wait & { readonly kind: string },
  { forMs, minimumRequests }: BakeCriteria,
  { elapsedMs, requests, trouble }: Seen & Evidence,
): BakeProgress => ({ waitsFor, elapsedMs, forMs, requests, minimumRequests, problems: trouble });
