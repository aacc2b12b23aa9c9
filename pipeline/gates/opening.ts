/** When windows open next. The rules of time zones come from a `WallClock`. */
import { dayMs, daysAfter, isClockTime, utcOf, weekdayOf } from '../model/calendar-date';
import { type CalendarDate, type ClockTime, type Days, type Window, type Windows, weekdays } from '../model/windows';

/** The local time of one time zone. The rules of time zones change and need Node, so `platform/time-zones.ts` implements it. */
export interface WallClock {
  /** The local time at a moment, in milliseconds of the epoch. */
  at(ms: number): WallTime;
  /** The first and last moment of a local time: two if the clock is set back over it. For a skipped time both are the first moment after the gap. */
  when(time: WallTime): { readonly first: number; readonly last: number };
}

export interface WallTime {
  readonly date: CalendarDate;
  readonly time: ClockTime;
}

/** The first moment from `atMs` on at which the windows are open; `undefined` if they never open, or not before `lastDate`. */
export function findOpening(windows: Windows, clock: WallClock, atMs: number): number | undefined {
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

/** Whether the windows can ever open. Only calendars that never end can keep them closed. */
export const canEverOpen = (windows: Windows): boolean =>
  (windows.open.length === 0 || windows.open.some(canOpen)) && !isClosedForGood(windows);

/** Whether calendars close every day from `firstDate` to `lastDate`. */
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

/** A window with its exceptions as a set. */
type Hours = Window & { readonly excepted: ReadonlySet<CalendarDate> };

function openingByHours(open: readonly Hours[], clock: WallClock, atMs: number): number | undefined {
  if (open.length === 0) return atMs;
  if (atMs >= utcOf(lastDate)) return undefined;
  let date = daysAfter(clock.at(atMs).date, -1); // the window of the day before may last over midnight
  for (let left = daysToLookAt(open); left > 0 && date < lastDate; left -= 1) {
    const hours = open.filter((window) => beginsOn(window, date)).map((window) => hoursOn(window, date, clock));
    const opens = hours.filter(({ from, to }) => from < to && atMs < to).map(({ from }) => Math.max(from, atMs));
    if (opens.length > 0) return Math.min(...opens);
    date = daysAfter(date, 1);
  }
  return undefined;
}

/** Hours repeat each week. A week can pass without them for each excepted date, and for a clock change that skips them. */
const daysToLookAt = (open: readonly Window[]): number => 7 * (3 + open.reduce((sum, { except = [] }) => sum + except.length, 0));

/** Whether a window begins on a date. A window over midnight also covers the morning after. */
export const beginsOn = (
  { days, except, excepted = new Set(except) }: Window & { readonly excepted?: ReadonlySet<CalendarDate> },
  date: CalendarDate,
): boolean => (days?.includes(weekdayOf(date)) ?? true) && !excepted.has(date);

function hoursOn({ from, to }: Window, date: CalendarDate, clock: WallClock): { from: number; to: number } {
  if (from === to) return { from: 0, to: 0 }; // `problems` refuses it; to treat it as closed is the cautious choice
  const ends: WallTime =
    to > from && to !== endOfDay ? { date, time: to } : { date: daysAfter(date, 1), time: to === endOfDay ? midnight : to };
  return { from: clock.when({ date, time: from }).first, to: clock.when(ends).last };
}

/** The closed days of all calendars in order, with overlapping and adjacent ranges merged. */
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

/** No change is older than Slipway, so it does not matter whether windows are open before. */
const firstDate: CalendarDate = '2026-01-01';

/** The last date that can be written. Nothing opens on it or after it. */
const lastDate: CalendarDate = '2999-12-31';

const midnight: ClockTime = '00:00';
const endOfDay: ClockTime = '24:00';
