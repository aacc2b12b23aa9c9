import { newService } from '../../../pipeline/lanes/apply-event';
import { aCall } from './runner/a-call';
import { regions, wave } from './runner/scene';
import type { Told } from './runner/told';
import { wrongs } from './runner/wrongs';

const there = ['table eu-west-1', 'api euw1-az1 one-box', 'api euw1-az1'];
const forward = there.map((target) => aCall(`forward ${target}`, regions.ahead));
const back = (targets: readonly string[]) => targets.map((target) => aCall(`back ${target}`, wave));

const aStory = (rest: Partial<Told> = {}): Told => ({
  at: aCall('build', 'change'),
  calls: [...forward, ...back([...there].reverse())],
  endings: new Map([[wave, 'rolledBack: it broke']]),
  traffic: newService('checkout'),
  heldWhileStuck: [],
  ...rest,
});

test('nothing is wrong with a Region that went back newest first, and none with one that was tried again from the start', () => {
  expect(wrongs(aStory())).toEqual([]);
  const [newest = ''] = [...there].reverse();
  expect(wrongs(aStory({ calls: [...forward, ...back([newest, ...[...there].reverse()])] }))).toEqual([]);
});

test.each([
  ['a table that goes back before what leans on it', ['api euw1-az1', 'table eu-west-1', 'api euw1-az1 one-box']],
  ['a target that stays', ['api euw1-az1', 'api euw1-az1 one-box']],
  ['all of them', []],
])('%s is wrong', (_, targets) => {
  expect(wrongs(aStory({ calls: [...forward, ...back(targets)] })).join()).toContain(
    'and should be [api euw1-az1, api euw1-az1 one-box,',
  );
});

test('what goes back although the wave ended well is wrong', () => {
  expect(wrongs(aStory({ endings: new Map([[wave, 'deployed']]) })).join()).toContain('and should be []');
});

test('a lane that is held or waited for in the end is wrong, and one that is not held while it is stuck', () => {
  const request = { change: 'checkout/1', stage: 'second', ticket: 1, lanes: ['prod/eu-west-1'] };
  const traffic = { ...newService('checkout'), holders: { 'prod/eu-west-1': request }, waiting: [request] };
  expect(wrongs(aStory({ traffic, heldWhileStuck: [['prod/eu-west-1']] }))).toEqual([
    'build: prod/eu-west-1 is still held',
    'build: checkout/1 still waits',
    'build: while stuck it held [prod/eu-west-1]',
  ]);
});
