import { mutationsOf } from '../../../demo/evidence/mutations';
import { back, eventsOf, forward } from '../../tools/drill/some-events';

describe('the mutations of a stack', () => {
  test('are read from its events in order, each with its end', () => {
    const events = eventsOf([forward, 'rolledBack'], ['slipway-forward-2', 'succeeded'], [back, 'unfinished']);
    expect(mutationsOf('api', events)).toEqual([
      { token: forward, direction: 'forward', starts: 1, ended: 'rolled back' },
      { token: 'slipway-forward-2', direction: 'forward', starts: 1, ended: 'succeeded' },
      { token: back, direction: 'back', starts: 1, ended: 'never' },
    ]);
  });

  test('with the same token are one mutation, with the number of starts', () => {
    expect(mutationsOf('api', eventsOf([forward, 'succeeded'], [forward, 'succeeded']))).toMatchObject([
      { starts: 2, ended: 'succeeded' },
    ]);
  });

  test('without one of Slipway’s tokens have the direction other', () => {
    expect(mutationsOf('api', eventsOf(['console', 'succeeded']))).toMatchObject([{ direction: 'other' }]);
  });

  test('do not include events of resources', () => {
    const events = eventsOf([forward, 'succeeded']).filter(({ LogicalResourceId }) => LogicalResourceId !== 'api');
    expect(mutationsOf('api', events)).toEqual([]);
  });
});
