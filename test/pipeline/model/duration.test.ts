import fc from 'fast-check';
import {
  type Duration,
  days,
  durationOf,
  hours,
  milliseconds,
  minutes,
  parseDuration,
  seconds,
} from '../../../pipeline/model/duration';

describe('a duration', () => {
  test.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['12h', 43_200_000],
    ['0s', 0],
    ['1.5h', 5_400_000],
  ] satisfies [Duration, number][])('%s is %d ms', (text, ms) => {
    expect(milliseconds(text)).toBe(ms);
  });

  test.each(['', '12', 'h', '1 h', '-1s', '1d', '1H', '1e3s', 'NaNs', 'Infinitys', '1s ', '.5s', '1.s', '0x1s', '1m30s'])(
    'cannot be written %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test('cannot be read from other text, which throws with what to write', () => {
    expect(() => milliseconds('soon' as Duration)).toThrow('soon is not a duration: write a number and a unit');
  });

  test('is never negative and never infinite', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+0-9.e]{0,6}(ms|s|m|h|d)?$/), (text) => {
        const ms = parseDuration(text);
        expect(ms === undefined || (Number.isFinite(ms) && ms >= 0)).toBe(true);
      }),
    );
  });

  test('is written in the largest unit that leaves no fraction', () => {
    expect([0, 250, 90_000, 5_400_000, 43_200_000, 172_800_000].map(durationOf)).toEqual([
      '0s',
      '250ms',
      '90s',
      '90m',
      '12h',
      '48h',
    ]);
    fc.assert(fc.property(fc.nat(), (ms) => expect(milliseconds(durationOf(ms))).toBe(ms)));
  });

  test('can be written with functions', () => {
    expect([seconds(90), minutes(1.5), hours(12), days(2)].map(milliseconds)).toEqual([90_000, 90_000, 43_200_000, 172_800_000]);
  });
});
