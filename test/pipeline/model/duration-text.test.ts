import { describeDuration, describeElapsed, describeTimeLeft } from '../../../pipeline/model/duration-text';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, '0 s'],
  [500, '500 ms'],
  [90 * second, '1 min 30 s'],
  [hour, '1 h'],
  [hour + 1, '1 h 1 ms'],
  [hour + minute + second, '1 h 1 min'],
  [31.5 * hour, '31 h 30 min'],
  [2 * day, '48 h'],
  [2 * day + minute, '2 d 1 min'],
  [9 * day + 8 * hour, '9 d 8 h'],
])('a duration of %d ms is described as %s', (ms, text) => {
  expect(describeDuration(ms)).toBe(text);
});

test.each([
  [-day, 'in 0 s'],
  [0, 'in 0 s'],
  [59 * second, 'in 59 s'],
  [minute, 'in 1 min'],
  [3 * hour + 10 * minute, 'in 3 h'],
  [47 * hour, 'in 47 h'],
  [4 * day + hour, 'in 4 days'],
])('a moment %d ms ahead is described as %s', (ms, text) => {
  expect(describeTimeLeft(ms)).toBe(text);
});

test.each([
  [-second, '00:00'],
  [minute - 1, '00:59'],
  [hour + 2 * minute + 3 * second, '1:02:03'],
  [2 * day, '48:00:00'],
])('an elapsed time of %d ms is described as %s', (ms, text) => {
  expect(describeElapsed(ms)).toBe(text);
});
