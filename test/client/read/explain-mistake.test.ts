import { explainMistake } from '../../../client/read/explain-mistake';

describe('what the language says', () => {
  test.each([
    ['(0 , _slipway.alhpa) is not a function (a.ts:3)', 'slipway has no alhpa: did you mean alpha? (a.ts:3)'],
    ['(0 , _slipway.definePipline) is not a constructor', 'slipway has no definePipline: did you mean definePipeline?'],
    ['days is not defined', "days is not there: import it from 'slipway'"],
    ['ours is not defined', 'ours is not defined'],
    [
      "Cannot find module '../shared' (deploy/a.ts:1)",
      'it imports ../shared, which is not there: correct the path (deploy/a.ts:1)',
    ],
    ['boom (ways.ts:6)', 'boom (ways.ts:6)'],
    ['', ''],
  ])('%s', (said, plain) => {
    expect(explainMistake(said)).toBe(plain);
  });
});
