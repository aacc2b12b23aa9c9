/**
 * The world's time zones, by a polyfill of JavaScript's Temporal, which can tell the two readings of a repeated hour apart. Not for
 * workflows, whose data must not change on replay: they ask an activity.
 */
import { Temporal } from 'temporal-polyfill';
import { findOpening, type WallClock } from '../pipeline/gates/opening';
import { isCalendarDate, isClockTime } from '../pipeline/model/calendar-date';
import type { NextOpening } from '../pipeline/model/windows';

/** When windows open next. Throws a `RangeError` for an unknown time zone: see `isTimeZone`. */
export const nextOpening: NextOpening = (windows, atMs) => findOpening(windows, wallClock(windows.timeZone), atMs);

/** Whether this machine's data has a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name); // an offset such as +02:00 has no summer time
  } catch (err) {
    if (err instanceof RangeError) return false;
    throw err;
  }
}

/** Converts between instants (ms since 1970) and local dates and times in a time zone. */
export const wallClock = (timeZone: string): WallClock => ({
  at(ms) {
    const shown = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
    const [date, time] = [shown.toPlainDate().toString(), shown.toPlainTime().toString({ smallestUnit: 'minute' })];
    if (!isCalendarDate(date) || !isClockTime(time))
      throw new RangeError(`${date} ${time} is not a date and time that Slipway supports`);
    return { date, time };
  },
  when({ date, time }) {
    const plain = Temporal.PlainDateTime.from(`${date}T${time}`);
    const first = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    const last = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
    if (first.toPlainDateTime().equals(plain)) return { first: first.epochMilliseconds, last: last.epochMilliseconds };
    const afterGap = (first.getTimeZoneTransition('next') ?? last).epochMilliseconds; // `first` is before the gap, `last` after it
    return { first: afterGap, last: afterGap };
  },
});
