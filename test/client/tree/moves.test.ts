import { movesBetween } from '../../../client/tree/moves';
import { describeWait } from '../../../pipeline/gates/bake-verdict';
import { branch, underWay } from './a-tree';

const baking = (why: string) => ({ ...underWay, stages: [branch('first', 'under way', `the one-box bakes: ${why}`)] });
const left = (leftMs: number): string => describeWait({ on: 'time', leftMs });

describe('what moved between two looks', () => {
  it.each([
    [left(3_599_000), left(3_598_000)],
    [left(43_200_000), left(43_080_000)],
    [left(60_000), left(59_000)],
    ['3 of 10 requests seen', '4 of 10 requests seen'],
  ])('is nothing where a number only goes on: %s, %s', (before, now) => {
    expect(movesBetween(baking(before), baking(now))).toEqual([]);
  });

  it('is what is waited for, where that is another thing', () => {
    expect(movesBetween(baking(left(1_000)), baking('alarm errors cannot be read'))).toEqual([
      '05:01  first  under way: the one-box bakes: alarm errors cannot be read',
    ]);
  });
});

test('a wait that only grows shorter is not a move', () => {
  const waits = (words: string) => ({
    ...underWay,
    stages: [branch('first', 'waiting', `us-west-2; waits for its window: opens Tue 09:00 Europe/Berlin (${words})`)],
  });
  expect(movesBetween(waits('in 3 h'), waits('in 179 min'))).toEqual([]);
  expect(movesBetween(underWay, waits('in 3 h'))).toEqual([
    '05:01  first  waiting: us-west-2; waits for its window: opens Tue 09:00 Europe/Berlin',
  ]);
});
