const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take minutes. A fresh checkout knows no durations, and one of these begun last would keep one core waiting. */
const long = [
  'demo/stories/',
  'workflows/failures/failures',
  'local/up/',
  'crashes/',
  'client/temporal/commands',
  'demo/keep/',
  'client/cli/',
  'workflows/saga/',
  'worker/',
  'activities/build',
  'client/hook/',
  'replay/replay',
];

/** The place of a test file in the list. Behind the list come the other tests that need servers, and the quick ones last: they fill the gaps. */
function placeOf({ path, context }) {
  if (context.config.displayName?.name === 'quick') return long.length + 1;
  const place = long.findIndex((part) => path.includes(`/test/${part}`));
  return place < 0 ? long.length : place;
}

/** Begins the longest files first, and keeps Jest's own order among equals: by the durations of the last run, or by size. */
module.exports = class extends Sequencer {
  static long = long;

  sort(tests) {
    return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
  }
};
