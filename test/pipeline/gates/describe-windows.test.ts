import { describeClosedDays, describeWindows } from '../../../pipeline/gates/describe-windows';
import type { Window, Windows } from '../../../pipeline/model/windows';

const hours = { from: '09:00', to: '15:00' } as const;
const on = (...days: NonNullable<Window['days']>): Window => ({ days, ...hours });

describe('the description of windows', () => {
  test.each<[string, Windows['open']]>([
    ['at any hour', []],
    ['every day 09:00–15:00', [hours]],
    ['every day 09:00–15:00', [on('sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat')]],
    ['Mon–Thu 09:00–15:00', [on('thu', 'mon', 'tue', 'wed')]],
    ['Mon, Tue, Fri–Sun 09:00–15:00', [on('mon', 'tue', 'fri', 'sat', 'sun')]],
    ['no day 09:00–15:00', [on()]],
    ['Mon 09:00–15:00 and Sat 22:00–02:00', [on('mon'), { days: ['sat'], from: '22:00', to: '02:00' }]],
    ['every day 09:00–15:00 except on 2026-12-24, 2026-12-31', [{ ...hours, except: ['2026-12-24', '2026-12-31'] }]],
  ])('is %s', (text, open) => {
    expect(describeWindows({ timeZone: 'Europe/Berlin', open })).toBe(`${text} Europe/Berlin`);
  });

  test('names the calendars, and describes their days as ranges', () => {
    const closed = [
      { from: '2026-11-25', to: '2026-11-30' },
      { from: '2026-12-24', to: '2026-12-24' },
    ] as const;
    expect(describeWindows({ timeZone: 'UTC', open: [], calendars: [{ name: 'black-friday', closed }] })).toBe(
      'at any hour UTC, closed for black-friday',
    );
    expect(describeClosedDays(closed)).toBe('2026-11-25–2026-11-30, 2026-12-24');
    expect(describeClosedDays([])).toBe('no day');
  });
});
