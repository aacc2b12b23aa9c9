import type { ChangeOutcome } from '../../../pipeline/model/outcome';
import { count, type Deeds } from '../../../tools/drill/count';
import { type Act, back, eventsOf, forward } from './some-events';

const delivered: ChangeOutcome = { kind: 'delivered', because: 'good' };
const rolledBack: ChangeOutcome = { kind: 'rolledBack', because: 'bad', stage: 'second', left: [] };

/** What a change did to the one stack `api` of a stage. */
const deeds = (outcome: ChangeOutcome, ...acts: readonly Act[]): Deeds => ({
  outcome,
  stacks: [{ stack: 'api', stage: 'second', events: eventsOf(...acts) }],
});

const there: Act = [forward, 'kept'];
const andBack: Act = [back, 'kept'];

describe('a change that was delivered', () => {
  const calm = deeds(delivered, there);

  it('and acted as in the calm run lost nothing and doubled nothing', () => {
    expect(count(deeds(delivered, there), calm)).toEqual({ seen: 1, lost: [], doubled: [] });
  });

  it('is caught where an act of the calm run is not there', () => {
    expect(count(deeds(delivered), calm).lost).toEqual(['api: forward 1 times in one run and 0 in the other']);
  });

  it('is caught where an act began and never ended', () => {
    expect(count(deeds(delivered, [forward, 'unended']), calm).lost).toEqual([`api: forward began and never ended (${forward})`]);
  });

  it('is caught where an act was carried out twice under its token', () => {
    expect(count(deeds(delivered, there, there), calm).doubled).toEqual([`api: forward began 2 times (${forward})`]);
  });

  it('is caught where an act was carried out twice under two tokens', () => {
    const twice = deeds(delivered, there, ['slipway-forward-2', 'kept']);
    expect(count(twice, calm).doubled).toContain('api: forward was carried out under several tokens');
  });

  it('is caught where something was done that the calm run did not do', () => {
    expect(count(deeds(delivered, there, ['console', 'kept']), calm).doubled).toEqual([
      'api: other 1 times in one run and 0 in the other',
    ]);
  });
});

describe('a change that was rolled back, in the stage that went back', () => {
  const calm = deeds(rolledBack, there, andBack);
  const counted = (...acts: readonly Act[]) => count(deeds(rolledBack, ...acts), calm);

  it('may have come less far or farther than in the calm run', () => {
    expect(counted()).toEqual({ seen: 0, lost: [], doubled: [] });
    expect(counted(there, andBack)).toEqual({ seen: 2, lost: [], doubled: [] });
    expect(counted([forward, 'takenBack'])).toEqual({ seen: 1, lost: [], doubled: [] });
  });

  it('is caught where a stack went forward and never back', () => {
    expect(counted(there).lost).toEqual(['api: went forward and never back']);
    expect(counted(there, [back, 'takenBack']).lost).toEqual(['api: went forward and never back']);
  });

  it('may need a second try of a way back that failed, but not of one that worked', () => {
    expect(counted(there, [back, 'takenBack'], [`${back}-2`, 'kept']).doubled).toEqual([]);
    expect(counted(there, andBack, [`${back}-2`, 'kept']).doubled).toEqual(['api: back was carried out under several tokens']);
  });
});
