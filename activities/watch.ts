import { activityInfo } from '@temporalio/activity';
import { describeFiredAlarms } from '../pipeline/gates/bake-verdict';
import { notYet } from './attempt/not-yet';
import type { Lookout } from './aws/cloudwatch/lookout';
import type { Alarmed, WatchInput } from './contract';

/** Looks until an alarm has fired since the watch began. It never ends well: whoever asked for it ends it when the work is done. */
export function watch({ lookout }: { lookout: Lookout }) {
  return async ({ look }: WatchInput): Promise<Alarmed> => {
    const { scheduledTimestampMs: sinceMs, currentAttemptScheduledTimestampMs: nowMs } = activityInfo();
    const { alarms, trouble } = await lookout.look(look, sinceMs, nowMs);
    const because = describeFiredAlarms(alarms);
    if (because !== undefined) return { because };
    throw notYet([`${alarms.length} alarms watched, none fired`, ...trouble].join('; '));
  };
}
