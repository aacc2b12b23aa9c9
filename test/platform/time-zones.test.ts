import fc from 'fast-check';
import { describeWaitForOpening } from '../../pipeline/gates/describe-windows';
import { findOpening, type WallClock } from '../../pipeline/gates/opening';
import { daysAfter } from '../../pipeline/model/calendar-date';
import { type CalendarDate, type Window, type Windows, weekdays } from '../../pipeline/model/windows';
import { isTimeZone, nextOpening, wallClock } from '../../platform/time-zones';
import cases from '../cases/windows.json';

type Case = { name: string; timeZone: string; windows: Window[]; at: string; opensAt: string };
const all = cases as readonly Case[];

const opens = (windows: Windows, at: string): string | undefined => {
  const ms = nextOpening(windows, Date.parse(at));
  return ms === undefined ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
};

describe('when windows open next', () => {
  test.each(all)('$name', ({ timeZone, windows, at, opensAt }) => {
    expect(opens({ timeZone, open: windows }, at)).toBe(opensAt);
  });

  test('reads every row of the cases', () => {
    expect(all).toHaveLength(22);
  });

  const losAngeles = (from: Window['from'], to: Window['to'], rest: Partial<Window> = {}): Windows => ({
    timeZone: 'America/Los_Angeles',
    open: [{ from, to, ...rest }],
  });

  test.each<[string, Windows, string, string]>([
    [
      'a window that is wholly in the skipped hour does not open that day',
      losAngeles('02:10', '02:50'),
      '2026-03-08T08:30:00Z',
      '2026-03-09T09:10:00Z',
    ],
    [
      'a window that ends in the skipped hour ends at its start',
      losAngeles('01:00', '02:30'),
      '2026-03-08T10:00:00Z',
      '2026-03-09T08:00:00Z',
    ],
    [
      'a window that ends at a repeated time ends at the second',
      losAngeles('00:30', '01:30'),
      '2026-11-01T09:29:59Z',
      '2026-11-01T09:29:59Z',
    ],
    ['and not later', losAngeles('00:30', '01:30'), '2026-11-01T09:30:00Z', '2026-11-02T08:30:00Z'],
    [
      'a window over midnight spans the skipped hour',
      losAngeles('22:00', '05:00', { days: ['sat'] }),
      '2026-03-08T11:59:59Z',
      '2026-03-08T11:59:59Z',
    ],
    [
      'a whole day lasts to its end',
      losAngeles('00:00', '24:00', { days: ['sun'] }),
      '2026-11-02T07:59:59Z',
      '2026-11-02T07:59:59Z',
    ],
    ['and no longer', losAngeles('00:00', '24:00', { days: ['sun'] }), '2026-11-02T08:00:00Z', '2026-11-08T08:00:00Z'],
    [
      'a day that begins in a gap begins after it',
      { timeZone: 'Africa/Cairo', open: [{ from: '00:00', to: '24:00', days: ['fri'] }] },
      '2026-04-23T12:00:00Z',
      '2026-04-23T22:00:00Z',
    ],
    [
      'excepted weeks are skipped',
      losAngeles('09:00', '10:00', { days: ['fri'], except: ['2026-12-25', '2027-01-01', '2027-01-08'] }),
      '2026-12-18T20:00:00Z',
      '2027-01-15T17:00:00Z',
    ],
  ])('%s', (_, windows, at, opensAt) => {
    expect(opens(windows, at)).toBe(opensAt);
  });

  test('is never, if no day is named, or the window closes when it opens', () => {
    expect(opens(losAngeles('09:00', '10:00', { days: [] }), '2026-12-18T20:00:00Z')).toBeUndefined();
    expect(opens(losAngeles('09:00', '09:00'), '2026-12-18T20:00:00Z')).toBeUndefined();
  });
});

describe('a calendar', () => {
  const closed = [{ name: 'black-friday', closed: [{ from: '2026-11-26', to: '2026-11-30' }] }] as const;
  const berlin = (open: readonly Window[] = []): Windows => ({ timeZone: 'Europe/Berlin', open, calendars: closed });

  test('closes whole days by the clock of the time zone, including its last', () => {
    expect(opens(berlin(), '2026-11-25T22:59:59Z')).toBe('2026-11-25T22:59:59Z');
    expect(opens(berlin(), '2026-11-25T23:00:00Z')).toBe('2026-11-30T23:00:00Z');
  });

  test('cuts off a window that began the evening before; the next open one is the answer', () => {
    const nights = berlin([{ from: '22:00', to: '05:00' }]);
    expect(opens(nights, '2026-11-26T00:00:00Z')).toBe('2026-11-30T23:00:00Z');
    expect(opens(berlin([{ days: ['mon', 'wed'], from: '09:00', to: '10:00' }]), '2026-11-26T00:00:00Z')).toBe(
      '2026-12-02T08:00:00Z',
    );
  });

  test('is like one calendar if several follow each other', () => {
    const calendars = [...closed, { name: 'launch', closed: [{ from: '2026-12-01', to: '2026-12-02' }] }] as const;
    expect(opens({ ...berlin(), calendars }, '2026-11-27T00:00:00Z')).toBe('2026-12-02T23:00:00Z');
  });

  test.each<[string, CalendarDate, readonly Window[], string | undefined]>([
    ['that ends with the last date never opens again', '2999-12-31', [], undefined],
    [
      'that leaves too few days for a week to begin never opens again either',
      '2999-12-30',
      [{ from: '09:00', to: '10:00' }],
      undefined,
    ],
    ['that ends before opens on the day after it', '2999-12-30', [], '2999-12-30T23:00:00Z'],
    [
      'that ends some years before opens at the next hours',
      '2990-12-31',
      [{ from: '09:00', to: '10:00' }],
      '2991-01-01T08:00:00Z',
    ],
  ])('%s', (_, to, open, opensAt) => {
    const calendars = [{ name: 'freeze', closed: [{ from: '2020-01-01', to }] }] as const;
    expect(opens({ ...berlin(open), calendars }, '2026-11-27T00:00:00Z')).toBe(opensAt);
  });

  test('of many closed days reads the clock as often for each as one of few', () => {
    const questionsForEach = (count: number): number => {
      const closed = Array.from({ length: count }, (_, week) => daysAfter('2026-11-30', 7 * week)).map((from) => ({
        from,
        to: from,
      }));
      const { clock, questions } = counting(wallClock('Europe/Berlin'));
      const windows: Windows = {
        ...berlin([{ days: ['mon'], from: '09:00', to: '10:00' }]),
        calendars: [{ name: 'all', closed }],
      };
      const ms = findOpening(windows, clock, Date.parse('2026-11-28T00:00:00Z'));
      expect(clock.at(ms ?? 0).date).toBe(daysAfter('2026-11-30', 7 * count));
      return Math.round(questions() / count);
    };
    expect(questionsForEach(200)).toBe(questionsForEach(50));
  });

  function counting({ at, when }: WallClock): { readonly clock: WallClock; readonly questions: () => number } {
    let count = 0;
    const counted =
      <A, B>(ask: (about: A) => B) =>
      (about: A): B => {
        count += 1;
        return ask(about);
      };
    return { clock: { at: counted(at), when: counted(when) }, questions: () => count };
  }
});

test.each<[string, boolean]>([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['europe/berlin', true],
  ['Europe/Berln', false],
  ['+02:00', false],
  ['', false],
])('%s is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

describe('the sentence of a change that waits for its window', () => {
  const windows: Windows = {
    timeZone: 'Europe/Berlin',
    open: [{ days: ['tue'], from: '09:00', to: '16:00' }],
    calendars: [{ name: 'black-friday', closed: [{ from: '2026-11-26', to: '2026-11-30' }] }],
  };
  const says = (at: string) => {
    const atMs = Date.parse(at);
    return describeWaitForOpening(windows, wallClock(windows.timeZone), { atMs, opensAtMs: nextOpening(windows, atMs) ?? 0 });
  };

  test('names the day, and the date if the day alone could mislead', () => {
    expect(says('2026-11-18T17:00:00Z')).toBe('waits for its window: opens Tue 09:00 Europe/Berlin');
    expect(says('2026-11-17T17:00:00Z')).toBe('waits for its window: opens Tue 2026-11-24 09:00 Europe/Berlin');
  });

  test('names the calendar that keeps it closed', () => {
    expect(says('2026-11-27T17:00:00Z')).toBe('waits for its window: closed for black-friday, opens Tue 09:00 Europe/Berlin');
  });
});

describe('any windows', () => {
  const days = fc.option(fc.subarray([...weekdays], { minLength: 1 }), { nil: undefined });
  const two = (max: number) => fc.nat(max).map((count) => String(count).padStart(2, '0'));
  const time = fc.tuple(two(23), two(59)).map(([hour, minute]) => `${hour}:${minute}` as Window['from']);
  const date = fc.nat(60).map((day) => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10) as CalendarDate);
  const window = fc
    .record({ days, from: time, to: fc.oneof(time, fc.constant('24:00' as const)), except: fc.array(date, { maxLength: 3 }) })
    .map(({ days, ...rest }): Window => ({ ...rest, ...(days && { days }) }));
  const stretch = fc.tuple(date, date).map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }));
  const windows: fc.Arbitrary<Windows> = fc.record({
    timeZone: fc.constantFrom(
      'UTC',
      'America/Los_Angeles',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/Havana',
      'Asia/Kolkata',
    ),
    open: fc.array(window, { maxLength: 3 }),
    calendars: fc.array(fc.record({ name: fc.constant('freeze'), closed: fc.array(stretch, { maxLength: 2 }) }), {
      maxLength: 2,
    }),
  });
  /** Two months in which summer time ends in the north, and begins in the south. */
  const at = fc.integer({ min: Date.UTC(2026, 9, 1) / 1000, max: Date.UTC(2026, 11, 1) / 1000 }).map((seconds) => seconds * 1000);

  /** Whether they are open, by the clock alone: right except near a change of summer time, which is not sampled. */
  function isOpen({ timeZone, open, calendars = [] }: Windows, ms: number): boolean | 'near a change' {
    const clock = wallClock(timeZone);
    const offsets = [-26, 26].map((hours) => offsetAt(clock.at(ms + hours * 3_600_000), ms + hours * 3_600_000));
    if (offsets[0] !== offsets[1]) return 'near a change';
    const { date, time } = clock.at(ms);
    const [today, before] = [date, clock.at(ms - 24 * 3_600_000).date];
    if (calendars.some(({ closed }) => closed.some(({ from, to }) => from <= today && today <= to))) return false;
    return (
      open.length === 0 ||
      open.some(({ days, from, to, except = [] }) => {
        const begins = (day: string) =>
          !except.some((other) => other === day) && (days ?? weekdays).some((name) => name === dayOf(day));
        const wraps = to < from;
        return (begins(today) && from <= time && (wraps || time < to) && from !== to) || (wraps && begins(before) && time < to);
      })
    );
  }

  const offsetAt = ({ date, time }: { date: string; time: string }, ms: number) =>
    Math.round((Date.parse(`${date}T${time}:00Z`) - ms) / 60_000);
  const dayOf = (date: string) =>
    new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(new Date(date)).toLowerCase();

  test('are open at the answer and at no moment before it, never before the question, and the answer is its own answer', () => {
    const seen = { open: 0, later: 0, near: 0 };
    fc.assert(
      fc.property(windows, at, fc.array(fc.nat(999), { minLength: 10, maxLength: 10 }), (windows, at, samples) => {
        const answer = nextOpening(windows, at);
        if (answer === undefined) {
          for (const day of Array(21).keys()) expect(isOpen(windows, at + day * 86_400_000)).not.toBe(true);
          return;
        }
        expect(answer).toBeGreaterThanOrEqual(at);
        expect(nextOpening(windows, answer)).toBe(answer);
        const found = isOpen(windows, answer);
        seen[found === 'near a change' ? 'near' : answer > at ? 'later' : 'open'] += 1;
        expect(found).not.toBe(false);
        for (const sample of answer > at ? samples : [])
          expect(isOpen(windows, at + Math.floor(((answer - 1 - at) * sample) / 1000))).not.toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.open, seen.later)).toBeGreaterThan(50); // both were met; near a change, about one in a hundred falls
  });

  test('open when they do by hours alone, searched again from the end of each day that a calendar closes', () => {
    const byTurns = (windows: Windows, ms: number): number | undefined => {
      const { calendars = [], ...byHours } = windows;
      const midnight = (date: CalendarDate) => wallClock(windows.timeZone).when({ date, time: '00:00' }).first;
      const opens = nextOpening(byHours, ms);
      const covering = calendars.flatMap(({ closed }) =>
        closed.filter(({ from, to }) => opens !== undefined && midnight(from) <= opens && opens < midnight(daysAfter(to, 1))),
      );
      const [first] = covering.map(({ to }) => midnight(daysAfter(to, 1)));
      return first === undefined ? opens : byTurns(windows, first);
    };
    const closed = fc.array(
      fc.oneof(
        stretch,
        date.map((day) => ({ from: day, to: day })),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(windows, closed, at, (windows, closed, at) => {
        const more = { ...windows, calendars: [...(windows.calendars ?? []), { name: 'more', closed }] };
        expect(nextOpening(more, at)).toBe(byTurns(more, at));
      }),
      { numRuns: 200 },
    );
  });
});
