import { mutationsOf } from '../../../demo/evidence/mutations';
import { back, eventsOf, forward } from '../../tools/drill/some-events';

describe('the acts on a stack', () => {
  it('are read from its events in their order, each with how it ended', () => {
    const events = eventsOf([forward, 'takenBack'], ['slipway-forward-2', 'kept'], [back, 'unended']);
    expect(mutationsOf('api', events)).toEqual([
      { token: forward, way: 'forward', begun: 1, ended: 'taken back' },
      { token: 'slipway-forward-2', way: 'forward', begun: 1, ended: 'kept' },
      { token: back, way: 'back', begun: 1, ended: 'never' },
    ]);
  });

  it('are one where they bear one token, begun as often as they were', () => {
    expect(mutationsOf('api', eventsOf([forward, 'kept'], [forward, 'kept']))).toMatchObject([{ begun: 2, ended: 'kept' }]);
  });

  it('without a token of Slipway’s are somebody else’s', () => {
    expect(mutationsOf('api', eventsOf(['console', 'kept']))).toMatchObject([{ way: 'other' }]);
  });

  it('are none where only resources moved', () => {
    const events = eventsOf([forward, 'kept']).filter(({ LogicalResourceId }) => LogicalResourceId !== 'api');
    expect(mutationsOf('api', events)).toEqual([]);
  });
});
