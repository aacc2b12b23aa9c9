import { inWords } from '../../../client/tree/time-left';

test.each([
  ['2026-01-01T00:00:00.000Z', 'in 0 s'],
  ['2026-01-01T00:00:59.000Z', 'in 59 s'],
  ['2026-01-01T00:01:00.000Z', 'in 1 min'],
  ['2026-01-01T03:10:00.000Z', 'in 3 h'],
  ['2026-01-02T23:00:00.000Z', 'in 47 h'],
  ['2026-01-05T01:00:00.000Z', 'in 4 days'],
  ['2025-12-31T00:00:00.000Z', 'in 0 s'],
])('until %s it is %s', (until, words) => {
  expect(inWords('2026-01-01T00:00:00.000Z', until)).toBe(words);
});
