import type { WrittenStage } from '../../../pipeline';
import { region, wave } from '../../../pipeline';
import { keepNeededBakes } from '../../../pipeline/plan/needed-bakes';
import { plan } from '../../../pipeline/plan/plan';
import { timetable } from '../../../pipeline/plan/timetable';
import { nextOpening } from '../../../platform/time-zones';
import { aPipeline, euWest1, usEast1, usWest2 } from '../builders/a-pipeline';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(`${text}Z`);
const prod = { account: '222222222222' };
const first = wave('first', { ...prod, regions: [usWest2] });
const timesOf = (stages: readonly WrittenStage[], from = '2026-11-24T09:00') =>
  timetable(plan(aPipeline({ stages })), { atMs: at(from), nextOpening });
const textOf = (ms: number | undefined) => (ms === undefined ? 'never' : new Date(ms).toISOString().slice(0, 16));

describe('the earliest times of a change', () => {
  test('add up within a Region, zone after zone', () => {
    const [times] = timesOf([first]).stages;
    // 1 h for the table, then in each of two zones 1 h for the one-box and 1 h for the fleet, then 12 h for the Region
    expect(times?.regions).toEqual([
      {
        name: 'us-west-2',
        takesMs: 17 * hour,
        zones: [
          { name: 'usw2-az1', takesMs: 2 * hour },
          { name: 'usw2-az2', takesMs: 2 * hour },
        ],
      },
    ]);
  });

  test('are those of the slowest Region of a wave', () => {
    const second = wave('second', { ...prod, regions: [euWest1, region('us-east-1', ['use1-az1'])] });
    const [, times] = timesOf([first, second]).stages;
    expect(times?.regions.map(({ takesMs }) => takesMs / hour)).toEqual([9, 7]);
    expect(times?.takesMs).toBe(9 * hour);
    expect(timesOf([first, second]).endsMs).toBe(at('2026-11-24T09:00') + 26 * hour);
  });

  test('wait for windows in their time zone, even if the clock is set back meanwhile', () => {
    const windows = { timeZone: 'Europe/Berlin', open: [{ days: ['mon', 'tue'] as const, from: '09:00', to: '16:00' } as const] };
    const second = { ...wave('second', { ...prod, regions: [usEast1] }), windows };
    const { stages, endsMs } = timesOf([first, second], '2026-10-24T00:00'); // a Saturday; summer time ends on the Sunday
    expect(stages.map(({ open }) => [textOf(open?.entersMs), (open?.waitsMs ?? 0) / hour])).toEqual([
      ['2026-10-24T00:00', 0],
      ['2026-10-26T08:00', 39], // ready at 17:00, on Monday it is 09:00 in Berlin at 08:00
    ]);
    expect(textOf(endsMs)).toBe('2026-10-26T17:00');
  });

  test('are absent from the first stage on whose windows never open', () => {
    const windows = { timeZone: 'UTC', open: [{ days: [], from: '09:00', to: '16:00' } as const] };
    const { stages, endsMs } = timesOf([
      first,
      { ...wave('second', { ...prod, regions: [euWest1] }), windows },
      wave('third', { ...prod, regions: [usEast1] }),
    ]);
    expect(stages.map(({ open }) => open !== undefined)).toEqual([true, false, false]);
    expect(endsMs).toBeUndefined();
  });

  test('include only the bakes that a change needs', () => {
    const times = (components: string[]) =>
      timetable(keepNeededBakes(plan(aPipeline({ stages: [first] })), new Set(components)), { atMs: 0, nextOpening }).endsMs;
    expect([times(['api']), times(['table']), times([])]).toEqual([16 * hour, 13 * hour, 0]);
  });
});
