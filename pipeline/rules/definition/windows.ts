/** Windows that cannot be read, or that nothing ever passes. Whether there is a time zone of that name is asked where files are read. */
import { isCalendarDate, isClockTime, isClosedForGood, opensEver } from '../../gates/opening';
import { type Calendar, type CalendarDate, type Window, type Windows, weekdays } from '../../model/windows';
import { error, type Find, type Finding, type Rule } from '../rule';
import { stagesOf } from '../walk';

const canBeRead: Find = (pipeline) => inWindows(pipeline, problemsOf);

const openEver: Find = (pipeline) =>
  inWindows(pipeline, (windows) => {
    if (isClosedForGood(windows))
      return [
        {
          path: 'calendars',
          message:
            'keep every day closed up to the last that can be written, so no change would pass: let them end, or leave windows out',
        },
      ];
    return opensEver(windows)
      ? []
      : [{ path: 'open', message: 'never opens, so no change would pass: mend its hours, or leave windows out' }];
  });

const inWindows = (pipeline: Parameters<Find>[0], look: (windows: Windows) => Finding[]): Finding[] =>
  stagesOf(pipeline).flatMap(({ path, part: { windows } }) =>
    windows === undefined ? [] : look(windows).map((problem) => ({ ...problem, path: `${path}/windows/${problem.path}` })),
  );

const problemsOf = ({ timeZone, open, calendars = [] }: Windows): Finding[] => [
  ...(/^[A-Za-z]/.test(timeZone)
    ? []
    : [{ path: 'timeZone', message: `${quoted(timeZone)} is no time zone: write its name, as in Europe/Berlin or UTC` }]),
  ...open.flatMap((window, index) => below(`open/${index}`, problemsOfWindow(window))),
  ...calendars.flatMap((calendar, index) => below(`calendars/${index}`, problemsOfCalendar(calendar))),
];

const problemsOfWindow = ({ days = weekdays, from, to, except = [] }: Window): Finding[] => [
  ...(days.length > 0
    ? []
    : [{ path: 'days', message: 'is empty, so it never begins: name a day, or leave it out for every day' }]),
  ...days
    .filter((day) => !weekdays.includes(day))
    .map((day) => ({ path: 'days', message: `${quoted(day)} is no day: write one of ${weekdays.join(', ')}` })),
  ...(isClockTime(from) ? [] : [{ path: 'from', message: noTime(from) }]),
  ...(isClockTime(to) || to === '24:00' ? [] : [{ path: 'to', message: noTime(to) }]),
  ...(from === to ? [{ path: 'to', message: `${quoted(to)} is when it opens, too: the whole day is from 00:00 to 24:00` }] : []),
  ...except.flatMap((date, index) => problemsOfDate(`except/${index}`, date)),
];

const problemsOfCalendar = ({ name, closed }: Calendar): Finding[] => [
  ...(name.trim() === ''
    ? [{ path: 'name', message: 'is empty: write what people know these days by, as in black-friday' }]
    : []),
  ...closed.flatMap(({ from, to }, index) =>
    below(`closed/${index}`, [
      ...problemsOfDate('from', from),
      ...problemsOfDate('to', to),
      ...(from <= to ? [] : [{ path: 'to', message: `${quoted(to)} is before ${from}: write the last day that is closed` }]),
    ]),
  ),
];

const problemsOfDate = (path: string, date: CalendarDate): Finding[] =>
  isCalendarDate(date) ? [] : [{ path, message: `${quoted(date)} is no date: write year, month and day, as in 2026-12-25` }];

const below = (path: string, problems: readonly Finding[]): Finding[] =>
  problems.map((problem) => ({ ...problem, path: `${path}/${problem.path}` }));

const noTime = (text: string): string => `${quoted(text)} is no time of day: write hours and minutes, as in 09:00`;

const quoted = (value: unknown): string => JSON.stringify(value);

export const windows: readonly Rule[] = [
  error('windows-that-cannot-be-read', canBeRead),
  error('windows-that-never-open', openEver),
];
