import { effectOfClosed, effectOfHours } from '../../../pipeline/compare/effect';
import { ClosedDays, Hours, isSameHours } from '../../../pipeline/compare/hours';
import type { Days, Window } from '../../../pipeline/model/windows';

const hours = (...open: Window[]) => new Hours('Europe/Berlin', open);
const week = ['mon', 'tue', 'wed', 'thu'] as const;
const nine = hours({ days: week, from: '09:00', to: '15:00' });

describe('hours', () => {
  test.each<[string, Hours, Hours]>([
    ['more of the day', nine, hours({ days: week, from: '08:00', to: '15:00' })],
    ['more days', nine, hours({ days: [...week, 'fri'], from: '09:00', to: '15:00' })],
    ['every day', nine, hours({ from: '09:00', to: '15:00' })],
    ['an additional window', nine, hours(...nine.open, { days: ['sun'], from: '22:00', to: '02:00' })],
    ['two windows that touch', nine, hours({ from: '12:00', to: '24:00' }, { from: '08:00', to: '12:00' })],
    ['a night instead of its morning', hours({ from: '00:00', to: '02:00' }), hours({ from: '22:00', to: '02:00' })],
    ['without an exception', hours({ days: week, from: '09:00', to: '15:00', except: ['2026-12-24'] }), nine],
    ['any hour, in another time zone', nine, new Hours('UTC', [])],
    ['hours instead of none', hours({ days: [], from: '09:00', to: '15:00' }), nine],
  ])('that include the others are weaker, and the others stronger: %s', (_, less, more) => {
    expect(effectOfHours(less, more)).toBe('weaker');
    expect(effectOfHours(more, less)).toBe('stronger');
    expect(isSameHours(less, more)).toBe(false);
  });

  test.each<[string, Hours, Hours]>([
    ['later', nine, hours({ days: week, from: '10:00', to: '16:00' })],
    ['other days', nine, hours({ days: ['fri', 'sat'], from: '00:00', to: '24:00' })],
    ['another time zone', nine, new Hours('UTC', nine.open)],
    ['longer, with an additional exception', nine, hours({ days: week, from: '08:00', to: '15:00', except: ['2026-12-24'] })],
    [
      'the night after an exception',
      hours({ from: '00:00', to: '02:00' }),
      hours({ from: '22:00', to: '02:00', except: ['2026-12-24'] }),
    ],
  ])('that do not include each other are for a person to judge: %s', (_, one, other) => {
    expect([effectOfHours(one, other), effectOfHours(other, one)]).toEqual(['other', 'other']);
    expect(isSameHours(one, other)).toBe(false);
  });

  test.each<[string, Hours, Hours]>([
    ['days in another order', nine, hours({ days: ['thu', 'mon', 'tue', 'wed'], from: '09:00', to: '15:00' })],
    [
      'two windows for one',
      nine,
      hours({ days: ['mon', 'tue'], from: '09:00', to: '15:00' }, { days: ['wed', 'thu'], from: '09:00', to: '15:00' }),
    ],
    ['the whole day', hours(), hours({ from: '00:00', to: '24:00' })],
    [
      'an exception on a day that is closed anyway',
      nine,
      hours({ days: week, from: '09:00', to: '15:00', except: ['2026-12-25'] }),
    ],
  ])('can be the same, written differently: %s', (_, one, other) => {
    expect(isSameHours(one, other)).toBe(true);
    expect(effectOfHours(one, other)).toBe('other');
  });
});

describe('closed days', () => {
  const closed = (...days: [from: Days['from'], to: Days['to']][]) => new ClosedDays(days.map(([from, to]) => ({ from, to })));
  const autumn = closed(['2026-11-25', '2026-11-30']);

  test.each<[string, ClosedDays, ClosedDays]>([
    ['longer', autumn, closed(['2026-11-24', '2026-12-01'])],
    ['more', autumn, closed(['2026-11-25', '2026-11-30'], ['2026-12-24', '2026-12-24'])],
    ['in two parts that touch', autumn, closed(['2026-11-28', '2026-12-02'], ['2026-11-25', '2026-11-27'])],
    ['instead of none', closed(), autumn],
  ])('that include the others are stronger, and the others weaker: %s', (_, less, more) => {
    expect([effectOfClosed(less, more), effectOfClosed(more, less)]).toEqual(['stronger', 'weaker']);
  });

  test.each<[string, ClosedDays]>([
    ['a week later', closed(['2026-12-02', '2026-12-07'])],
    ['a day removed and one added', closed(['2026-11-25', '2026-11-27'], ['2026-11-29', '2026-12-01'])],
    ['the same in two parts', closed(['2026-11-25', '2026-11-27'], ['2026-11-28', '2026-11-30'])],
  ])('that do not are for a person to judge: %s', (_, other) => {
    expect([effectOfClosed(autumn, other), effectOfClosed(other, autumn)]).toEqual(['other', 'other']);
  });
});
