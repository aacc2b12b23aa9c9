/** Arithmetic on calendar dates, the same in every time zone. */
import { type CalendarDate, type ClockTime, type Weekday, weekdays } from './windows';

/** A day of 24 hours in milliseconds, which every day is in UTC. */
export const dayMs = 86_400_000;

/** Midnight of a date in UTC, in milliseconds of the epoch; `NaN` if it is not a real date. */
export const utcOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** Whether a text is a time of day, from `00:00` to `23:59`. `24:00` is not: nothing begins there. */
export const isClockTime = (text: string): text is ClockTime => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether a text is a real date, from year 1000 to 2999. */
export const isCalendarDate = (text: string): text is CalendarDate =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text) && isoOf(utcOf(text)) === text;

/** The date `count` days later, or earlier if that is negative. Throws if either is not a real date: `problems` has already refused it. */
export function daysAfter(date: CalendarDate, count: number): CalendarDate {
  const iso = isoOf(utcOf(date) + count * dayMs);
  if (!isCalendarDate(iso)) throw new Error(`cannot add ${count} days to ${date}: only years 1000 to 2999 are supported`);
  return iso;
}

/** The day of the week of a date. */
export const weekdayOf = (date: CalendarDate): Weekday => weekdays[(new Date(utcOf(date)).getUTCDay() + 6) % 7] ?? 'mon';

const isoOf = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10));
