import type { ChangeOutcome } from '../../../pipeline/model/outcome';
import { countMutations } from '../../../tools/drill/count-mutations';
import type { ChangeRecord } from '../../../tools/drill/record';
import { type AMutation, back, eventsOf, forward } from './some-events';

const delivered: ChangeOutcome = { kind: 'delivered', because: 'good' };
const rolledBack: ChangeOutcome = { kind: 'rolledBack', because: 'bad', stage: 'second', left: [] };

/** The record of a change that mutated the stack `api`. */
const record = (outcome: ChangeOutcome, ...mutations: readonly AMutation[]): ChangeRecord => ({
  outcome,
  stacks: [{ stack: 'api', stage: 'second', events: eventsOf(...mutations) }],
});

const forth: AMutation = [forward, 'succeeded'];
const andBack: AMutation = [back, 'succeeded'];

describe('a change that was delivered', () => {
  const calm = record(delivered, forth);

  test('as in the calm run lost nothing and doubled nothing', () => {
    expect(countMutations(record(delivered, forth), calm)).toEqual({ mutations: 1, lost: [], doubled: [] });
  });

  test('is reported if a mutation of the calm run is missing', () => {
    expect(countMutations(record(delivered), calm).lost).toEqual(['api: forward 1 times in one run and 0 in the other']);
  });

  test('is reported if a mutation never ended', () => {
    expect(countMutations(record(delivered, [forward, 'unfinished']), calm).lost).toEqual([
      `api: forward started and never ended (${forward})`,
    ]);
  });

  test('is reported if a mutation started twice under one token', () => {
    expect(countMutations(record(delivered, forth, forth), calm).doubled).toEqual([`api: forward started 2 times (${forward})`]);
  });

  test('is reported if a mutation succeeded under two tokens', () => {
    const twice = record(delivered, forth, ['slipway-forward-2', 'succeeded']);
    expect(countMutations(twice, calm).doubled).toContain('api: forward succeeded under several tokens');
  });

  test('is reported if it has a mutation that the calm run has not', () => {
    expect(countMutations(record(delivered, forth, ['console', 'succeeded']), calm).doubled).toEqual([
      'api: other 1 times in one run and 0 in the other',
    ]);
  });
});

describe('a change that was rolled back, in the stage that went back', () => {
  const calm = record(rolledBack, forth, andBack);
  const counted = (...mutations: readonly AMutation[]) => countMutations(record(rolledBack, ...mutations), calm);

  test('may have come less far or further than in the calm run', () => {
    expect(counted()).toEqual({ mutations: 0, lost: [], doubled: [] });
    expect(counted(forth, andBack)).toEqual({ mutations: 2, lost: [], doubled: [] });
    expect(counted([forward, 'rolledBack'])).toEqual({ mutations: 1, lost: [], doubled: [] });
  });

  test('is reported if a stack went forward and never back', () => {
    expect(counted(forth).lost).toEqual(['api: went forward and never back']);
    expect(counted(forth, [back, 'rolledBack']).lost).toEqual(['api: went forward and never back']);
  });

  test('may put a stack back again after a failure, but not after a success', () => {
    expect(counted(forth, [back, 'rolledBack'], [`${back}-2`, 'succeeded']).doubled).toEqual([]);
    expect(counted(forth, andBack, [`${back}-2`, 'succeeded']).doubled).toEqual(['api: back succeeded under several tokens']);
  });
});
