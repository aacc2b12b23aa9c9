/** When windows open next. The calendar's arithmetic is the same everywhere and is done here; what a time zone's rules say is asked of a `WallClock`. */
import {
  type CalendarDate,
  type ClockTime,
  type Days,
  type Weekday,
  type Window,
  type Windows,
  weekdays,
} from '../model/windows';

/** A clock on a wall in one time zone. Its rules are other people's data and change, so whoever knows them stands at the edge. */
export interface WallClock {
  /** What it shows at a moment, in milliseconds of the epoch. */
  at(ms: number): WallTime;
  /** The moments at which it shows this: two where it is set back over it. Of a time that it skips, both are the first moment after the gap. */
  when(time: WallTime): { readonly first: number; readonly last: number };
}

export interface WallTime {
  readonly date: CalendarDate;
  readonly time: ClockTime;
}

/** The first moment from `atMs` on at which the windows are open; `undefined` where they never are, or not before the last date that can be written. */
export function opening(windows: Windows, clock: WallClock, atMs: number): number | undefined {
  const midnightOf = (date: CalendarDate) => clock.when({ date, time: midnight }).first;
  const hours = windows.open.map((window): Hours => ({ ...window, excepted: new Set(window.except) }));
  let opens = openingByHours(hours, clock, atMs);
  for (const { from, to } of closedIn(windows)) {
    if (opens === undefined || opens < midnightOf(from)) return opens;
    if (to >= lastDate) return undefined;
    const reopens = midnightOf(daysAfter(to, 1));
    if (opens < reopens) opens = openingByHours(hours, clock, reopens);
  }
  return opens;
}

/** Whether the windows can ever open. Of calendars only those count that never end: all others do. */
export const opensEver = (windows: Windows): boolean =>
  (windows.open.length === 0 || windows.open.some(canOpen)) && !isClosedForGood(windows);

/** Whether calendars leave no day from the first change that there could be to the last date that can be written. */
export const isClosedForGood = (windows: Windows): boolean =>
  closedIn(windows).some(({ from, to }) => from <= firstDate && to >= lastDate);

const canOpen = ({ days, from, to }: Window): boolean =>
  isClockTime(from) &&
  (isClockTime(to) || to === endOfDay) &&
  from !== to &&
  (days?.some((day) => weekdays.includes(day)) ?? true);

/** The names of the calendars that keep a date closed. */
export const calendarsOn = ({ calendars = [] }: Windows, date: CalendarDate): string[] =>
  calendars.filter(({ closed }) => closed.some(({ from, to }) => from <= date && date <= to)).map(({ name }) => name);

/** A window, and what it excepts to be looked up. */
type Hours = Window & { readonly excepted: ReadonlySet<CalendarDate> };

function openingByHours(open: readonly Hours[], clock: WallClock, atMs: number): number | undefined {
  if (open.length === 0) return atMs;
  if (atMs >= utcOf(lastDate)) return undefined;
  let date = daysAfter(clock.at(atMs).date, -1); // its window may last over midnight
  for (let left = daysToLookAt(open); left > 0 && date < lastDate; left -= 1) {
    const hours = open.filter((window) => beginsOn(window, date)).map((window) => hoursOn(window, date, clock));
    const opens = hours.filter(({ from, to }) => from < to && atMs < to).map(({ from }) => Math.max(from, atMs));
    if (opens.length > 0) return Math.min(...opens);
    date = daysAfter(date, 1);
  }
  return undefined;
}

/** Hours come again each week; a week can pass without them for each date that is excepted, and for a gap that swallows them. */
const daysToLookAt = (open: readonly Window[]): number => 7 * (3 + open.reduce((sum, { except = [] }) => sum + except.length, 0));

/** Whether a window begins on a date; one over midnight also covers the morning after. */
export const beginsOn = (
  { days, except, excepted = new Set(except) }: Window & { readonly excepted?: ReadonlySet<CalendarDate> },
  date: CalendarDate,
): boolean => (days?.includes(weekdayOf(date)) ?? true) && !excepted.has(date);

function hoursOn({ from, to }: Window, date: CalendarDate, clock: WallClock): { from: number; to: number } {
  if (from === to) return { from: 0, to: 0 }; // `problems` refuses it; closed is the cautious reading
  const ends: WallTime =
    to > from && to !== endOfDay ? { date, time: to } : { date: daysAfter(date, 1), time: to === endOfDay ? midnight : to };
  return { from: clock.when({ date, time: from }).first, to: clock.when(ends).last };
}

/** The days that all calendars together keep closed, in order, and none twice: what overlaps or follows on each other is one. */
function closedIn({ calendars = [] }: Windows): Days[] {
  const all = calendars.flatMap(({ closed }) => closed).filter(({ from, to }) => from <= to);
  const stretches: Days[] = [];
  for (const next of all.sort((one, other) => utcOf(one.from) - utcOf(other.from))) {
    const last = stretches.at(-1);
    if (last === undefined || !(utcOf(next.from) <= utcOf(last.to) + dayMs)) stretches.push(next);
    else if (last.to < next.to) stretches[stretches.length - 1] = { from: last.from, to: next.to };
  }
  return stretches;
}

/** No change is older than this program: what lies before need not be open. */
const firstDate: CalendarDate = '2026-01-01';

/** Nothing opens on it any more. */
const lastDate: CalendarDate = '2999-12-31';

const midnight: ClockTime = '00:00';
const endOfDay: ClockTime = '24:00';

/** Whether a text is a time of day; `24:00` is none: nothing begins there. */
export const isClockTime = (text: string): text is ClockTime => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Whether a text is a date that there is, of a year with four digits. */
export const isCalendarDate = (text: string): text is CalendarDate =>
  /^[12]\d{3}-\d\d-\d\d$/.test(text) && isoOf(utcOf(text)) === text;

/** The date so many days later. */
export function daysAfter(date: CalendarDate, count: number): CalendarDate {
  const iso = isoOf(utcOf(date) + count * dayMs);
  if (!isCalendarDate(iso)) throw new Error(`${date} is no date that can be reckoned with`); // `problems` has refused it long before
  return iso;
}

/** The day of the week of a date. */
export const weekdayOf = (date: CalendarDate): Weekday => weekdays[(new Date(utcOf(date)).getUTCDay() + 6) % 7] ?? 'mon';

const dayMs = 86_400_000;
const utcOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const isoOf = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10));
