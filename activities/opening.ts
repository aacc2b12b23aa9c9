import { activityInfo } from '@temporalio/activity';
import { describeWaitForOpening } from '../pipeline/gates/describe-windows';
import { isTimeZone, nextOpening, wallClock } from '../platform/time-zones';
import { failure } from './attempt/failed';
import type { OpeningInput, OpeningOutcome } from './contract';

/** Whether windows are open, by the server's clock and this machine's time zones: the data of another may be newer, so workflows keep the answer. */
export async function opening({ windows }: OpeningInput): Promise<OpeningOutcome> {
  const { timeZone } = windows;
  if (!isTimeZone(timeZone))
    throw failure(`no time zone is called ${JSON.stringify(timeZone)}: write its name, as in Europe/Berlin or UTC`);
  const atMs = activityInfo().currentAttemptScheduledTimestampMs;
  const opensAtMs = nextOpening(windows, atMs);
  if (opensAtMs === undefined) throw failure('its windows never open: mend their hours, and merge again');
  if (opensAtMs === atMs) return { kind: 'open' };
  return { kind: 'closed', because: describeWaitForOpening(windows, wallClock(timeZone), { atMs, opensAtMs }), opensAtMs };
}
