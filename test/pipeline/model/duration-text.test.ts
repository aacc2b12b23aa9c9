import { lengthOf } from '../../../pipeline/model/duration-text';

test.each([
  [0, '0 s'],
  [500, '500 ms'],
  [90_000, '1 min 30 s'],
  [3_600_000, '1 h'],
  [3_600_001, '1 h 1 ms'],
  [113_400_000, '31 h 30 min'],
  [3_661_000, '1 h 1 min'],
  [172_800_000, '48 h'],
  [172_860_000, '2 d 1 min'],
  [806_400_000, '9 d 8 h'],
])('%d ms are %s', (ms, text) => {
  expect(lengthOf(ms)).toBe(text);
});
