import { Chance } from '../../../tools/drill/chance';

const some = (chance: Chance) => Array.from({ length: 200 }, () => chance.between(1, 6));

test('the same seed gives the same numbers, another seed or salt others', () => {
  expect(some(new Chance(7, 'a'))).toEqual(some(new Chance(7, 'a')));
  expect(some(new Chance(7, 'a'))).not.toEqual(some(new Chance(8, 'a')));
  expect(some(new Chance(7, 'a'))).not.toEqual(some(new Chance(7, 'b')));
});

test('every number from one end to the other comes, and none beside them', () => {
  expect(new Set(some(new Chance(7)))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});
