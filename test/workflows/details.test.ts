import { newService } from '../../pipeline/service';
import type { ServiceState } from '../../pipeline/service-state';
import { detailsOf } from '../../workflows/change-details';
import type { Progress } from '../../workflows/messages';
import { serviceDetails } from '../../workflows/service-details';

const change: Progress = {
  change: 'checkout/3f2a1c9d04be',
  service: 'checkout',
  since: '2026-01-01T00:00:00.000Z',
  pipeline: 'checkout',
  number: 7,
  commit: '3f2a1c9d04be5f6e7a8b9c0d1e2f3a4b5c6d7e8f',
  release: 'sha256-0123456789',
  doing: 'stage first is under way',
  stages: [
    {
      name: 'alpha',
      environment: 'alpha',
      regions: ['us-west-2'],
      zones: {},
      since: '2026-01-01T00:03:30.000Z',
      state: 'good',
      because: 'release 0123456 is good',
    },
    { name: 'first', environment: 'prod', regions: ['us-west-2', 'eu-west-1'], zones: {}, state: 'under way', because: '' },
  ],
};

/** Without the spaces that keep the cells apart. */
const shown = (details: string): string => details.replaceAll('\u00a0', '');

describe('what the Temporal Web UI shows', () => {
  test('of a change on its way: who it is, what it does, and a row a stage', () => {
    expect(shown(detailsOf(change)).split('\n')).toEqual([
      '**checkout #7**, commit `3f2a1c9`, release `0123456`',
      '',
      'stage first is under way',
      '',
      '| stage | Regions | state | since (UTC) | why |',
      '|---|---|---|---|---|',
      '| alpha | us-west-2 | good | 2026-01-01 00:03 | release 0123456 is good |',
      '| first | us-west-2, eu-west-1 | under way |  |  |',
    ]);
  });

  test('of a change that ended: how, and what is left to do', () => {
    const left = [{ what: 'a table that was made', mend: 'Delete it' }];
    const outcome = { kind: 'rolledBack', because: 'first: alarm errors fired', stage: 'first', left } as const;
    const { release: _, ...unbuilt } = { ...change, outcome };
    expect(detailsOf(unbuilt).split('\n').slice(0, 4)).toEqual([
      '**checkout #7**, commit `3f2a1c9`',
      '',
      '**rolledBack**: first: alarm errors fired',
      '- left: a table that was made. Delete it',
    ]);
  });

  test('of a service: each lane, who holds it, who waits there and why, and what ended last first', () => {
    const request = (id: string) => ({ change: `checkout/${id}`, stage: 'first', ticket: 1, lanes: ['prod/us-west-2'] });
    const state: ServiceState = {
      ...newService('checkout'),
      holders: { 'prod/us-west-2': request('aaaaaaaaaaaa') },
      waiting: [request('bbbbbbbbbbbb')],
      good: { 'alpha/us-west-2': { checkout: ['found-1'] } },
      ended: [
        { id: 'checkout/cccccccccccc', number: 1, kind: 'delivered', because: 'it is good' },
        { id: 'checkout/dddddddddddd', number: 2, kind: 'refused', because: 'nobody looked' },
      ],
    };
    expect(shown(serviceDetails(state)).split('\n').slice(4)).toEqual([
      '| alpha/us-west-2 | free |  |',
      '| prod/us-west-2 | aaaaaaa, stage first | bbbbbbb: checkout/aaaaaaaaaaaa holds prod/us-west-2 for its stage first |',
      '',
      '- ddddddd refused: nobody looked',
      '- ccccccc delivered: it is good',
    ]);
  });
});
