/** What a change that waits for its windows says. */

import type { Windows } from '../model/windows';
import { calendarsOn, daysAfter, type WallClock, weekdayOf } from './opening';

/** `waits for its window: opens Tue 09:00 Europe/Berlin`; with the date where the day alone could be taken for an earlier one. */
export function openingWords(
  windows: Windows,
  clock: WallClock,
  { atMs, opensAtMs }: { atMs: number; opensAtMs: number },
): string {
  const today = clock.at(atMs).date;
  const { date, time } = clock.at(opensAtMs);
  const day = weekdayOf(date);
  const which = `${day.charAt(0).toUpperCase()}${day.slice(1)}${date > daysAfter(today, 6) ? ` ${date}` : ''}`;
  const closed = calendarsOn(windows, today);
  const because = closed.length === 0 ? '' : `closed for ${closed.join(' and ')}, `;
  return `waits for its window: ${because}opens ${which} ${time} ${windows.timeZone}`;
}
