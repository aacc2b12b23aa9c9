/** Windows that cannot be read or that never open. Whether a time zone exists is checked where files are read. */
import { canEverOpen, isClosedForGood } from '../../gates/opening';
import { isCalendarDate, isClockTime } from '../../model/calendar-date';
import { type Calendar, type CalendarDate, type Window, type Windows, weekdays } from '../../model/windows';
import { error, type Find, type Finding, quoted, type Rule } from '../rule';
import { stagesOf } from '../walk';

const canBeRead: Find = (pipeline) => inWindows(pipeline, problemsOf);

const openEver: Find = (pipeline) =>
  inWindows(pipeline, (windows) => {
    if (isClosedForGood(windows))
      return [
        {
          path: 'calendars',
          message: 'close every day for good, so no change could enter: give them an end, or remove windows',
        },
      ];
    return canEverOpen(windows)
      ? []
      : [{ path: 'open', message: 'never opens, so no change could enter: correct the hours, or remove windows' }];
  });

const inWindows = (pipeline: Parameters<Find>[0], look: (windows: Windows) => Finding[]): Finding[] =>
  stagesOf(pipeline).flatMap(({ path, part: { windows } }) =>
    windows === undefined ? [] : look(windows).map((problem) => ({ ...problem, path: `${path}/windows/${problem.path}` })),
  );

const problemsOf = ({ timeZone, open, calendars = [] }: Windows): Finding[] => [
  ...(/^[A-Za-z]/.test(timeZone)
    ? []
    : [
        {
          path: 'timeZone',
          message: `${quoted(timeZone)} is not the name of a time zone: write one, as in Europe/Berlin or UTC`,
        },
      ]),
  ...open.flatMap((window, index) => below(`open/${index}`, problemsOfWindow(window))),
  ...calendars.flatMap((calendar, index) => below(`calendars/${index}`, problemsOfCalendar(calendar))),
];

const problemsOfWindow = ({ days = weekdays, from, to, except = [] }: Window): Finding[] => [
  ...(days.length > 0
    ? []
    : [{ path: 'days', message: 'is empty, so the window never opens: name a day, or remove it to open every day' }]),
  ...days
    .filter((day) => !weekdays.includes(day))
    .map((day) => ({ path: 'days', message: `${quoted(day)} is not a day: write one of ${weekdays.join(', ')}` })),
  ...(isClockTime(from) ? [] : [{ path: 'from', message: describeBadTime(from) }]),
  ...(isClockTime(to) || to === '24:00' ? [] : [{ path: 'to', message: describeBadTime(to) }]),
  ...(from === to
    ? [{ path: 'to', message: `${quoted(to)} is also when it opens: for the whole day, write from 00:00 to 24:00` }]
    : []),
  ...except.flatMap((date, index) => problemsOfDate(`except/${index}`, date)),
];

const problemsOfCalendar = ({ name, closed }: Calendar): Finding[] => [
  ...(name.trim() === '' ? [{ path: 'name', message: 'is empty: write a name that people know, as in black-friday' }] : []),
  ...closed.flatMap(({ from, to }, index) =>
    below(`closed/${index}`, [
      ...problemsOfDate('from', from),
      ...problemsOfDate('to', to),
      ...(from <= to ? [] : [{ path: 'to', message: `${quoted(to)} is before ${from}: write the last closed day` }]),
    ]),
  ),
];

const problemsOfDate = (path: string, date: CalendarDate): Finding[] =>
  isCalendarDate(date) ? [] : [{ path, message: `${quoted(date)} is not a date: write year, month and day, as in 2026-12-25` }];

const below = (path: string, problems: readonly Finding[]): Finding[] =>
  problems.map((problem) => ({ ...problem, path: `${path}/${problem.path}` }));

const describeBadTime = (text: string): string => `${quoted(text)} is not a time of day: write hours and minutes, as in 09:00`;

export const windows: readonly Rule[] = [
  error('windows-that-cannot-be-read', canBeRead),
  error('windows-that-never-open', openEver),
];
