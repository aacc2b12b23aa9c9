import { explainMistake } from '../../../client/read/explain-mistake';

describe('the language’s own message', () => {
  test.each([
    ['(0 , _slipway.alhpa) is not a function (a.ts:3)', 'slipway does not export alhpa: did you mean alpha? (a.ts:3)'],
    ['(0 , _slipway.definePipline) is not a constructor', 'slipway does not export definePipline: did you mean definePipeline?'],
    ['days is not defined', "days is not imported: import it from 'slipway'"],
    ['ours is not defined', 'ours is not defined'],
    [
      "Cannot find module '../shared' (deploy/a.ts:1)",
      'it imports ../shared, which does not exist: correct the path (deploy/a.ts:1)',
    ],
    ['boom (ways.ts:6)', 'boom (ways.ts:6)'],
    ['', ''],
  ])('%s', (message, plain) => {
    expect(explainMistake(message)).toBe(plain);
  });
});
