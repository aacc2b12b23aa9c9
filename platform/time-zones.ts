/** The rules of the world's time zones: a thin skin over Temporal, which says which of two equal times is meant. For the edges: workflows ask by an activity. */
import { Temporal } from 'temporal-polyfill';
import { findOpening, type WallClock } from '../pipeline/gates/opening';
import { isCalendarDate, isClockTime } from '../pipeline/model/calendar-date';
import type { NextOpening } from '../pipeline/model/windows';

/** When windows open next. Throws a `RangeError` where there is no such time zone: see `isTimeZone`. */
export const nextOpening: NextOpening = (windows, atMs) => findOpening(windows, wallClock(windows.timeZone), atMs);

/** Whether this machine's data knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name); // an offset, as in +02:00, keeps no summer time
  } catch (err) {
    if (err instanceof RangeError) return false;
    throw err;
  }
}

/** A clock on a wall in a time zone. */
export const wallClock = (timeZone: string): WallClock => ({
  at(ms) {
    const shown = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
    const [date, time] = [shown.toPlainDate().toString(), shown.toPlainTime().toString({ smallestUnit: 'minute' })];
    if (!isCalendarDate(date) || !isClockTime(time)) throw new RangeError(`${date} ${time} is no time that can be reckoned with`);
    return { date, time };
  },
  when({ date, time }) {
    const plain = Temporal.PlainDateTime.from(`${date}T${time}`);
    const first = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    const last = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
    if (first.toPlainDateTime().equals(plain)) return { first: first.epochMilliseconds, last: last.epochMilliseconds };
    const afterGap = (first.getTimeZoneTransition('next') ?? last).epochMilliseconds; // `first` lies before the gap, `last` behind it
    return { first: afterGap, last: afterGap };
  },
});
