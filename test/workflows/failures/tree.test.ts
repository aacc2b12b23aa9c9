import { aCall } from './runner/a-call';
import { tree } from './runner/tree';

const change = 'change';
const region = 'change/first/us-west-2';
const zone = `${region}/usw2-az1`;

test('a story is told by workflow, with what it undid, how it ended and what broke', () => {
  const calls = [
    aCall('review', change),
    aCall('watch us-west-2', region, { end: 'stopped' }),
    aCall('forward table us-west-2', region),
    aCall('forward api usw2-az1 one-box', zone, { told: 2 }),
    aCall('bake oneBox usw2-az1', zone, { end: 'broke' }),
    aCall('what is good in prod/us-west-2', zone),
    aCall('back api usw2-az1 one-box', zone),
    aCall('what is good in prod/us-west-2', region, { end: 'broke' }),
    aCall('notify stuck', region),
    aCall('back table us-west-2', region),
    aCall('notify rolledBack', change),
  ];
  const endings = new Map([
    ['change', 'rolledBack: first: it broke'],
    [zone, 'rolledBack: it broke'],
    [region, 'rolledBack: it broke'],
    ['change/first', 'rolledBack: it broke'],
    ['service', 'goes on'],
  ]);
  expect(tree(calls, endings).split('\n')).toEqual([
    'service         → goes on',
    'change          review, notify rolledBack → rolledBack: first: it broke',
    '  first         → rolledBack: it broke',
    '    us-west-2   watch (stopped), table',
    '                back: what is good in prod/us-west-2 (broke), stuck, mended by hand, table → rolledBack: it broke',
    '      usw2-az1  api one-box, bake oneBox (broke)',
    '                back: api one-box → rolledBack: it broke',
  ]);
});

test('what is too long for a row goes on in the next', () => {
  const calls = ['a', 'b', 'c'].map((letter) => aCall(letter.repeat(50), change));
  expect(tree(calls, new Map([[change, 'd'.repeat(70)]])).split('\n')).toEqual([
    `change          ${'a'.repeat(50)}, ${'b'.repeat(50)},`,
    `                ${'c'.repeat(50)}`,
    `                → ${'d'.repeat(70)}`,
  ]);
});
