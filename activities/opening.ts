import { activityInfo } from '@temporalio/activity';
import { describeWaitForOpening } from '../pipeline/gates/describe-windows';
import { isTimeZone, nextOpening, wallClock } from '../platform/time-zones';
import { failure } from './attempt/failure';
import type { OpeningInput, OpeningOutcome } from './contract';

/**
 * Whether windows are open, by the server's clock and this machine's time zones. Workflows keep the answer: another machine may have newer
 * time zone data.
 */
export async function opening({ windows }: OpeningInput): Promise<OpeningOutcome> {
  const { timeZone } = windows;
  if (!isTimeZone(timeZone))
    throw failure(`${JSON.stringify(timeZone)} is not a time zone: write a name such as Europe/Berlin or UTC`);
  const atMs = activityInfo().currentAttemptScheduledTimestampMs;
  const opensAtMs = nextOpening(windows, atMs);
  if (opensAtMs === undefined) throw failure('its windows never open: correct their hours, and merge again');
  if (opensAtMs === atMs) return { kind: 'open' };
  return { kind: 'closed', because: describeWaitForOpening(windows, wallClock(timeZone), { atMs, opensAtMs }), opensAtMs };
}
