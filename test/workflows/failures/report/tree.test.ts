import { aCall } from '../calls/a-call';
import { tree } from './tree';

const change = 'change';
const region = 'change/first/us-west-2';
const zone = `${region}/usw2-az1`;

describe('the tree of a result', () => {
  test('prints each workflow with what it did and undid, what failed and how it ended', () => {
    const calls = [
      aCall('review', change),
      aCall('watch us-west-2', region, { outcome: 'stopped' }),
      aCall('forward table us-west-2', region),
      aCall('forward api usw2-az1 one-box', zone, { attempts: 2 }),
      aCall('bake oneBox usw2-az1', zone, { outcome: 'failed' }),
      aCall('what is good in prod/us-west-2', zone),
      aCall('back api usw2-az1 one-box', zone),
      aCall('what is good in prod/us-west-2', region, { outcome: 'failed' }),
      aCall('notify stuck', region),
      aCall('back table us-west-2', region),
      aCall('notify rolledBack', change),
    ];
    const endings = new Map([
      ['change', 'rolledBack: first: it broke'],
      [zone, 'rolledBack: it broke'],
      [region, 'rolledBack: it broke'],
      ['change/first', 'rolledBack: it broke'],
      ['service', 'keeps running'],
    ]);
    expect(tree(calls, endings).split('\n')).toEqual([
      'service         → keeps running',
      'change          review, notify rolledBack → rolledBack: first: it broke',
      '  first         → rolledBack: it broke',
      '    us-west-2   watch (stopped), table',
      '                back: what is good in prod/us-west-2 (failed), stuck, fixed by hand, table → rolledBack: it broke',
      '      usw2-az1  api one-box, bake oneBox (failed)',
      '                back: api one-box → rolledBack: it broke',
    ]);
  });

  test('continues in the next row what is too long for one', () => {
    const calls = ['a', 'b', 'c'].map((letter) => aCall(letter.repeat(50), change));
    expect(tree(calls, new Map([[change, 'd'.repeat(70)]])).split('\n')).toEqual([
      `change          ${'a'.repeat(50)}, ${'b'.repeat(50)},`,
      `                ${'c'.repeat(50)}`,
      `                → ${'d'.repeat(70)}`,
    ]);
  });
});
