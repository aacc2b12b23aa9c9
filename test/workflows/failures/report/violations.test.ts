import { newService } from '../../../../pipeline/lanes/apply-event';
import { aCall } from '../calls/a-call';
import type { FailureResult } from '../runner/scenario-result';
import { regions, wave } from '../runner/topology';
import { violations } from './violations';

const deployed = ['table eu-west-1', 'api euw1-az1 one-box', 'api euw1-az1'];
const newestFirst = [...deployed].reverse();
const forward = deployed.map((target) => aCall(`forward ${target}`, regions.ahead));
const back = (targets: readonly string[]) => targets.map((target) => aCall(`back ${target}`, wave));

const aResult = (rest: Partial<FailureResult> = {}): FailureResult => ({
  failedCall: aCall('build', 'change'),
  calls: [...forward, ...back(newestFirst)],
  endings: new Map([[wave, 'rolledBack: it broke']]),
  traffic: newService('checkout'),
  heldWhileStuck: [],
  ...rest,
});

describe('the invariants', () => {
  test('allow a Region that was rolled back newest first, also where the rollback began again', () => {
    expect(violations(aResult())).toEqual([]);
    const [newest = ''] = newestFirst;
    expect(violations(aResult({ calls: [...forward, ...back([newest, ...newestFirst])] }))).toEqual([]);
  });

  test.each([
    ['a table that is rolled back before what depends on it', ['api euw1-az1', 'table eu-west-1', 'api euw1-az1 one-box']],
    ['a target that is not rolled back', ['api euw1-az1', 'api euw1-az1 one-box']],
    ['a Region in which nothing is rolled back', []],
  ])('forbid %s', (_, targets) => {
    expect(violations(aResult({ calls: [...forward, ...back(targets)] })).join()).toContain(
      'expected: [api euw1-az1, api euw1-az1 one-box,',
    );
  });

  test('forbid a rollback in a wave that was deployed', () => {
    expect(violations(aResult({ endings: new Map([[wave, 'deployed']]) })).join()).toContain('expected: []');
  });

  test('forbid a lane that is held or waited for at the end, and one that is free while a rollback is stuck', () => {
    const request = { change: 'checkout/1', stage: 'second', ticket: 1, lanes: ['prod/eu-west-1'] };
    const traffic = { ...newService('checkout'), holders: { 'prod/eu-west-1': request }, waiting: [request] };
    expect(violations(aResult({ traffic, heldWhileStuck: [['prod/eu-west-1']] }))).toEqual([
      'build: prod/eu-west-1 is still held',
      'build: checkout/1 still waits',
      'build: while stuck it held [prod/eu-west-1]',
    ]);
  });
});
