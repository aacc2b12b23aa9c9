import { movesBetween } from '../../../client/tree/moves';
import { inWords } from '../../../client/tree/time-left';
import { branch, underWay } from './a-tree';

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

test('a wait that only grows shorter is no move', () => {
  const waits = (words: string) => ({
    ...underWay,
    stages: [branch('first', 'waiting', `us-west-2; waits for its window: opens Tue 09:00 Europe/Berlin (${words})`)],
  });
  expect(movesBetween(waits('in 3 h'), waits('in 179 min'))).toEqual([]);
  expect(movesBetween(underWay, waits('in 3 h'))).toEqual([
    '05:01  first  waiting: us-west-2; waits for its window: opens Tue 09:00 Europe/Berlin',
  ]);
});
