import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newService } from '../../../pipeline/lanes/apply-event';
import type { ServiceState } from '../../../pipeline/lanes/state';
import type { Progress } from '../../../workflows/messages/progress';
import { changeDetails } from '../../../workflows/progress/change-details';
import { serviceDetails } from '../../../workflows/progress/service-details';
import { largeChange, largeService } from './a-large-world';

const change: Progress = {
  change: 'checkout/3f2a1c9d04be',
  service: 'checkout',
  since: '2026-01-01T00:00:00.000Z',
  pipeline: 'checkout',
  number: 7,
  commit: '3f2a1c9d04be5f6e7a8b9c0d1e2f3a4b5c6d7e8f',
  release: 'sha256-0123456789',
  doing: 'stage first, under way',
  stages: [
    {
      name: 'alpha',
      environment: 'alpha',
      regions: ['us-west-2'],
      zones: {},
      since: '2026-01-01T00:03:30.000Z',
      standing: 'good',
      why: 'release 0123456 is good',
    },
    { name: 'first', environment: 'prod', regions: ['us-west-2', 'eu-west-1'], zones: {}, standing: 'under way', why: '' },
  ],
};

/** With ordinary spaces, and without the padding of cells. */
const shown = (details: string): string => details.replaceAll('\u00a0\u00a0\u00a0', '').replaceAll('\u00a0', ' ');

describe('what the Temporal Web UI shows', () => {
  test('of a change under way: its name, what it does, and a row a stage', () => {
    expect(shown(changeDetails(change)).split('\n')).toEqual([
      '**checkout #7**, commit `3f2a1c9`, release `0123456`',
      '',
      'stage first, under way',
      '',
      '| stage | Regions | state | since (UTC) | why |',
      '|---|---|---|---|---|',
      '| alpha | us-west-2 | good | 01-01 00:03 |  |',
      '| first | us-west-2, eu-west-1 | under way |  |  |',
    ]);
  });

  test('of a change that ended: how, and what is left to do', () => {
    const left = [{ what: 'a table that was created', action: 'Delete it' }];
    const outcome = { kind: 'rolledBack', because: 'first: alarm errors fired', stage: 'first', left } as const;
    const { release: _, ...unbuilt } = { ...change, outcome };
    expect(changeDetails(unbuilt).split('\n').slice(0, 5)).toEqual([
      '**checkout #7**, commit `3f2a1c9`',
      '',
      '**rolled back**: first: alarm errors fired',
      '',
      '- left: a table that was created. Delete it',
    ]);
  });

  test('of a service: each lane, who holds it, who waits there and why, and the newest endings first', () => {
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
      '| prod/us-west-2 | aaaaaaa, stage first | bbbbbbb |',
      '',
      '**waiting**',
      '',
      '- bbbbbbb, stage first: checkout/aaaaaaaaaaaa holds prod/us-west-2 for its stage first',
      '',
      '**ended, newest first**',
      '',
      '- ddddddd refused: nobody looked',
      '- ccccccc delivered: it is good',
    ]);
  });

  test('of a change that waits for approval: what to send', () => {
    expect(changeDetails({ ...change, approval: 'first' })).toContain(
      'send the update or signal `approve` or `reject`: `{"by": "your name", "stage": "first", "why": "the reason"}`',
    );
    const outcome = { kind: 'cancelled', because: 'enough', left: [] } as const;
    expect(changeDetails({ ...change, approval: 'first', outcome })).not.toContain('approve');
  });

  test('of a change that asks about components: the rows, until when, who may answer, and what to send', () => {
    const questions = [
      {
        stage: 'first',
        component: 'table',
        rows: ['Orders may be replaced', 'Customers may be replaced'],
        waitsFor: '0 of 1 approvals; waits for ada, grace',
        since: '2026-03-02T14:10:00.000Z',
        expires: '2026-03-03T14:10:00.000Z',
      },
    ];
    expect(
      shown(changeDetails({ ...change, questions }))
        .split('\n')
        .slice(4, 8),
    ).toEqual([
      '- **waits for an answer** about component `table`, from 03-02 14:10 to 03-03 14:10; 0 of 1 approvals; waits for ada, grace',
      '  - Orders may be replaced',
      '  - Customers may be replaced',
      '  - send the update or signal `approve` or `reject`: `{"by": "your name", "stage": "first", "component": "table", "why": "the reason"}`',
    ]);
    const outcome = { kind: 'cancelled', because: 'enough', left: [] } as const;
    expect(changeDetails({ ...change, questions, outcome })).not.toContain('Orders');
  });

  test('of a change that waits for a person: why, since when, and how it goes on', () => {
    const obstacle = { stage: 'first', because: 'access is denied', since: '2026-03-02T14:10:00.000Z', looks: 3 };
    expect(
      shown(changeDetails({ ...change, obstacle }))
        .split('\n')
        .slice(4, 6),
    ).toEqual([
      '- **waits for a person** since 03-02 14:10: access is denied',
      '  - it looks again by itself, at the latest after ten minutes; at once on the update or signal `retry`: `{"by": "your name", "why": "what you fixed"}`',
    ]);
  });

  test('of a change under way: what people should know about the stage; nothing of stages that have ended', () => {
    const [alpha, first] = change.stages;
    if (alpha === undefined || first === undefined) throw new Error('two stages are expected');
    const details = changeDetails({
      ...change,
      stages: [
        { ...alpha, notes: ['old'] },
        { ...first, notes: ['new'] },
      ],
    });
    expect(details).toContain('- note on stage first: new');
    expect(details).not.toContain('old');
  });

  test.each([
    ['change', changeDetails(largeChange)],
    ['service', serviceDetails(largeService)],
  ])('of a %s with 25 Regions looks as in its golden file', (name, details) => {
    const file = join(__dirname, 'golden', `${name}-of-25-regions.md`);
    if (process.env.RENEW_GOLDEN === '1') writeFileSync(file, `${shown(details)}\n`);
    expect(`${shown(details)}\n`).toBe(readFileSync(file, 'utf8'));
  });

  test.each([
    ['change', changeDetails(largeChange), 5],
    ['service', serviceDetails(largeService), 3],
  ])('of a %s keeps its table whole, whatever a failed test printed', (_, details, columns) => {
    const rows = details.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(columns + 2);
    for (const line of details.split('\n')) expect(line.length).toBeLessThan(400);
  });
});
