import { SeededRandom } from '../../../tools/drill/seeded-random';

const some = (random: SeededRandom) => Array.from({ length: 200 }, () => random.between(1, 6));

test('the same seed gives the same numbers; another seed or salt gives others', () => {
  expect(some(new SeededRandom(7, 'a'))).toEqual(some(new SeededRandom(7, 'a')));
  expect(some(new SeededRandom(7, 'a'))).not.toEqual(some(new SeededRandom(8, 'a')));
  expect(some(new SeededRandom(7, 'a'))).not.toEqual(some(new SeededRandom(7, 'b')));
});

test('every number of the range comes, and no other', () => {
  expect(new Set(some(new SeededRandom(7)))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});
