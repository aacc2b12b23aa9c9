import { activityInfo } from '@temporalio/activity';
import { describeFiredAlarms } from '../pipeline/gates/bake-verdict';
import { notYet } from './attempt/not-yet';
import type { EvidenceReader } from './aws/cloudwatch/evidence-reader';
import type { Alarmed, WatchInput } from './contract';

/** Looks until an alarm has fired since the watch began. It ends in no other way: the workflow cancels it when its work is done. */
export function watch({ reader }: { reader: EvidenceReader }) {
  return async ({ look }: WatchInput): Promise<Alarmed> => {
    const { scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: nowMs } = activityInfo();
    const { alarms, trouble } = await reader.look(look, sinceMs, nowMs);
    const because = describeFiredAlarms(alarms);
    if (because !== undefined) return { because };
    throw notYet([`${alarms.length} alarms watched, none fired`, ...trouble].join('; '), undefined, trouble);
  };
}
