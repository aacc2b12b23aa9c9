const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take minutes. A fresh checkout knows no durations, and one of these begun last would keep one core waiting. */
const long = [
  'demo/stories/',
  'crashes/',
  'local/up/',
  'workflows/failures/',
  'demo/keep/',
  'client/temporal/commands',
  'client/cli/',
];

const place = ({ path }) => {
  const at = long.findIndex((part) => path.includes(`/test/${part}`));
  return at < 0 ? long.length : at;
};

/** Begins the longest first; the rest in Jest's own order. */
module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
