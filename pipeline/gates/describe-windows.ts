/** Windows as people read them: `Mon–Thu 09:00–15:00 Europe/Berlin`. */
import { type Days, type Weekday, type Window, type Windows, weekdays } from '../model/windows';

/** The hours, by which clock, and the calendars by their names. */
export const windowWords = (windows: Windows): string =>
  [hoursWords(windows), ...(windows.calendars ?? []).map(({ name }) => `closed for ${name}`)].join(', ');

/** The hours alone. */
export const hoursWords = ({ open, timeZone }: Pick<Windows, 'open' | 'timeZone'>): string =>
  `${open.length === 0 ? 'at any hour' : open.map(oneWindow).join(' and ')} ${timeZone}`;

function oneWindow({ days, from, to, except = [] }: Window): string {
  return `${daysWords(days)} ${from}–${to}${except.length === 0 ? '' : ` but for ${except.join(', ')}`}`;
}

/** Three days in a row and more are said by the first and the last. */
function daysWords(days: readonly Weekday[] = weekdays): string {
  const those = weekdays.filter((day) => days.includes(day));
  if (those.length === 0) return 'no day';
  if (those.length === weekdays.length) return 'every day';
  return rowsOf(those)
    .flatMap((row) => (row.length < 3 ? row.map(weekdayWord) : [`${weekdayWord(row[0])}–${weekdayWord(row.at(-1))}`]))
    .join(', ');
}

function rowsOf(days: readonly Weekday[]): Weekday[][] {
  const rows: Weekday[][] = [];
  for (const day of days) {
    const last = rows.at(-1);
    const before = weekdays[weekdays.indexOf(day) - 1];
    if (last !== undefined && last.at(-1) === before) last.push(day);
    else rows.push([day]);
  }
  return rows;
}

/** `mon` as `Mon`. */
export const weekdayWord = (day: Weekday | undefined = 'mon'): string => `${day.charAt(0).toUpperCase()}${day.slice(1)}`;

/** Days on which nothing enters, each row of them by its first and last: `2026-11-25–2026-11-30`. */
export const closedWords = (closed: readonly Days[]): string =>
  closed.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ') || 'no day';
