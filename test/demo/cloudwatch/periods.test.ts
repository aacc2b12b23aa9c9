import { closedPeriods, pointsIn, samplesIn } from '../../../demo/cloudwatch/periods';

const second = 1_000;
const periods = closedPeriods(10 * second, 3, 125 * second); // 90–100, 100–110, 110–120; 120–130 is open

describe('closed periods', () => {
  test('end before the open period, at a multiple of their length', () => {
    expect(periods).toEqual({ fromMs: 90 * second, toMs: 120 * second, periodMs: 10 * second });
  });

  test('include a period as soon as it has ended', () => {
    expect(closedPeriods(10 * second, 1, 130 * second - 1).toMs).toBe(120 * second);
    expect(closedPeriods(10 * second, 1, 130 * second).toMs).toBe(130 * second);
  });
});

describe('the points of closed periods', () => {
  test('are one for each period, oldest first, missing if nothing was reported', () => {
    const samples = [
      { atMs: 110 * second, value: 3 },
      { atMs: 90 * second, value: 1 },
    ];
    expect(pointsIn(periods, samples)).toEqual([1, undefined, 3]);
  });

  test('leave out samples of the open period and older ones', () => {
    const samples = [80, 120, 125].map((at) => ({ atMs: at * second, value: 9 }));
    expect(pointsIn(periods, samples)).toEqual([undefined, undefined, undefined]);
    expect(samplesIn(periods, samples)).toEqual([]);
  });

  test('include late samples of a closed period', () => {
    const early = [{ atMs: 110 * second, value: 1 }];
    const late = [...early, { atMs: 100 * second, value: 7 }];
    expect(pointsIn(periods, early)).toEqual([undefined, undefined, 1]);
    expect(pointsIn(periods, late)).toEqual([undefined, 7, 1]);
  });
});
