import { calendarsOn, canEverOpen } from '../../../pipeline/gates/opening';
import { daysAfter, isCalendarDate, isClockTime, weekdayOf } from '../../../pipeline/model/calendar-date';
import type { CalendarDate, Window, Windows } from '../../../pipeline/model/windows';
import { obstacles } from '../../../pipeline/rules/problems';
import { aPipeline, broken, written } from '../builders/a-pipeline';

const office: Window = { days: ['mon', 'fri'], from: '09:00', to: '16:00' };
const berlin = (...open: readonly Window[]): Windows => ({ timeZone: 'Europe/Berlin', open });
const closed = (...all: readonly (readonly [CalendarDate, CalendarDate])[]): Windows => ({
  ...berlin(office),
  calendars: [{ name: 'freeze', closed: all.map(([from, to]) => ({ from, to })) }],
});

describe('whether windows ever open', () => {
  test.each<[string, boolean, Windows]>([
    ['without hours, always', true, berlin()],
    ['with hours', true, berlin(office)],
    ['the whole day', true, berlin({ from: '00:00', to: '24:00' })],
    ['over midnight', true, berlin({ from: '22:00', to: '05:00' })],
    ['if one of two windows opens', true, berlin({ ...office, days: [] }, office)],
    ['not without days', false, berlin({ ...office, days: [] })],
    ['not if it closes when it opens', false, berlin({ from: '09:00', to: '09:00' })],
    ['not if a calendar closes every day', false, closed(['2020-01-01', '2999-12-31'])],
    [
      'not if several calendars together close every day',
      false,
      closed(['2027-01-01', '2999-12-31'], ['2026-01-01', '2026-12-31']),
    ],
    ['before a calendar that never ends', true, closed(['2027-01-01', '2999-12-31'])],
    ['after a calendar that ends', true, closed(['2020-01-01', '2999-12-30'])],
    ['between two calendars', true, closed(['2020-01-01', '2026-12-30'], ['2027-01-01', '2999-12-31'])],
    ['despite a calendar with invalid dates', true, closed(['2026-02-29', '2999-12-31'], ['2020-01-01', '2027-13-01'])],
  ])('%s', (_, expected, windows) => {
    expect(canEverOpen(windows)).toBe(expected);
  });
});

describe('a calendar date', () => {
  test.each([
    ['2026-12-25', 'fri'],
    ['2028-02-29', 'tue'],
    ['2026-03-01', 'sun'],
  ] as const)('%s is a %s', (date, day) => {
    expect(weekdayOf(date)).toBe(day);
  });

  test.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2027-01-01', -1, '2026-12-31'],
  ] as const)('%s plus %d days is %s', (date, count, expected) => {
    expect(daysAfter(date, count)).toBe(expected);
  });

  test('or a time of day is recognised among texts that look similar', () => {
    expect(['2028-02-29', '2026-02-29', '2026-13-01', '2026-1-1', '0026-01-01', '', 'today'].filter(isCalendarDate)).toEqual([
      '2028-02-29',
    ]);
    expect(['00:00', '23:59', '24:00', '9:00', '09:60', '-1:00', '09:00:00', ''].filter(isClockTime)).toEqual(['00:00', '23:59']);
  });

  test('is closed by calendars up to and including their last day', () => {
    const calendars = [
      { name: 'black-friday', closed: [{ from: '2026-11-26', to: '2026-11-30' }] },
      { name: 'launch', closed: [{ from: '2026-11-30', to: '2026-11-30' }] },
    ] as const;
    const on = (date: `${number}-${number}-${number}`) => calendarsOn({ ...berlin(), calendars }, date);
    expect([on('2026-11-25'), on('2026-11-26'), on('2026-11-30'), on('2026-12-01')]).toEqual([
      [],
      ['black-friday'],
      ['black-friday', 'launch'],
      [],
    ]);
  });
});

describe('windows of a pipeline', () => {
  const windows: Windows = {
    ...berlin(office, { from: '22:00', to: '24:00' }),
    calendars: [{ name: 'launch', closed: [{ from: '2026-12-01', to: '2026-12-01' }] }],
  };

  test('are accepted if they are valid and open, and survive JSON', () => {
    const pipeline = aPipeline({ stages: written.stages.map((stage) => ({ ...stage, windows })) });
    expect(obstacles(pipeline)).toEqual([]);
    expect(JSON.parse(JSON.stringify(pipeline))).toEqual(pipeline);
  });

  test.each<[string, unknown, string]>([
    ['timeZone', '+02:00', '"+02:00" is not the name of a time zone: write one, as in Europe/Berlin or UTC'],
    ['open/0/days', ['monday'], '"monday" is not a day: write one of mon, tue, wed, thu, fri, sat, sun'],
    ['open/0/days', [], 'is empty, so the window never opens: name a day, or remove it to open every day'],
    ['open/0/from', '24:00', '"24:00" is not a time of day: write hours and minutes, as in 09:00'],
    ['open/0/to', '16', '"16" is not a time of day: write hours and minutes, as in 09:00'],
    ['open/0/to', '09:00', '"09:00" is also when it opens: for the whole day, write from 00:00 to 24:00'],
    ['open/0/except/0', '2026-02-29', '"2026-02-29" is not a date: write year, month and day, as in 2026-12-25'],
    ['calendars/0/name', ' ', 'is empty: write a name that people know, as in black-friday'],
    ['calendars/0/closed/0/to', '2026-11-30', '"2026-11-30" is before 2026-12-01: write the last closed day'],
  ])('are a problem if %s is %j', (path, value, message) => {
    const pipeline = broken('stages/2/windows', { ...windows, open: [{ ...office, except: [] }, ...windows.open] });
    expect(obstacles(brokenAt(pipeline, path.split('/'), value))).toMatchObject([
      { path: `stages/first/windows/${path}`, message, level: 'error' },
    ]);
  });

  test('are a problem if they never open', () => {
    const never = { timeZone: 'UTC', open: [{ ...office, days: [] }] };
    expect(obstacles(broken('stages/2/windows', never)).map(({ path }) => path)).toEqual([
      'stages/first/windows/open/0/days',
      'stages/first/windows/open',
    ]);
  });

  test('are a problem if calendars close every day', () => {
    expect(obstacles(broken('stages/2/windows', closed(['2026-01-01', '2999-12-31'])))).toMatchObject([
      {
        path: 'stages/first/windows/calendars',
        message: 'close every day for good, so no change could enter: give them an end, or remove windows',
        rule: 'windows-that-never-open',
      },
    ]);
  });

  function brokenAt(pipeline: ReturnType<typeof broken>, keys: readonly string[], value: unknown) {
    const [stages, index, part] = ['stages', 2, 'windows'] as const;
    const copy = JSON.parse(JSON.stringify(pipeline));
    const parent = keys.slice(0, -1).reduce((inner, key) => inner[key], copy[stages][index][part]);
    parent[keys.at(-1) ?? ''] = value;
    return copy;
  }
});
