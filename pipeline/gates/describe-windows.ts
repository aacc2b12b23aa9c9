/** Windows as people read them: `Mon–Thu 09:00–15:00 Europe/Berlin`. */
import { daysAfter, weekdayOf } from '../model/calendar-date';
import { type Days, type Weekday, type Window, type Windows, weekdays } from '../model/windows';
import { calendarsOn, type WallClock } from './opening';

/** The hours with their time zone, and the calendars by name. */
export const describeWindows = (windows: Windows): string =>
  [describeHours(windows), ...(windows.calendars ?? []).map(({ name }) => `closed for ${name}`)].join(', ');

/** The hours with their time zone, without the calendars. */
export const describeHours = ({ open, timeZone }: Pick<Windows, 'open' | 'timeZone'>): string =>
  `${open.length === 0 ? 'at any hour' : open.map(describeWindow).join(' and ')} ${timeZone}`;

/** Closed days, each range by its first and last: `2026-11-25–2026-11-30`. */
export const describeClosedDays = (closed: readonly Days[]): string =>
  closed.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ') || 'no day';

/** `mon` as `Mon`. */
export const describeWeekday = (day: Weekday): string => `${day.charAt(0).toUpperCase()}${day.slice(1)}`;

/** What a change waits for: `waits for its window: opens Tue 09:00 Europe/Berlin`, with the date if that is not within a week. */
export function describeWaitForOpening(
  windows: Windows,
  clock: WallClock,
  { atMs, opensAtMs }: { atMs: number; opensAtMs: number },
): string {
  const today = clock.at(atMs).date;
  const { date, time } = clock.at(opensAtMs);
  const day = `${describeWeekday(weekdayOf(date))}${date > daysAfter(today, 6) ? ` ${date}` : ''}`;
  const closed = calendarsOn(windows, today);
  const because = closed.length === 0 ? '' : `closed for ${closed.join(' and ')}, `;
  return `waits for its window: ${because}opens ${day} ${time} ${windows.timeZone}`;
}

function describeWindow({ days, from, to, except = [] }: Window): string {
  return `${describeWeekdays(days)} ${from}–${to}${except.length === 0 ? '' : ` except on ${except.join(', ')}`}`;
}

/** Three days in a row or more are written as a range. */
function describeWeekdays(days: readonly Weekday[] = weekdays): string {
  const inOrder = weekdays.filter((day) => days.includes(day));
  if (inOrder.length === 0) return 'no day';
  if (inOrder.length === weekdays.length) return 'every day';
  return rangesOf(inOrder)
    .map((range) => range.map(describeWeekday))
    .flatMap((range) => (range.length < 3 ? range : [`${range[0]}–${range.at(-1)}`]))
    .join(', ');
}

function rangesOf(days: readonly Weekday[]): Weekday[][] {
  const ranges: Weekday[][] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    const before = weekdays[weekdays.indexOf(day) - 1];
    if (last !== undefined && last.at(-1) === before) last.push(day);
    else ranges.push([day]);
  }
  return ranges;
}
