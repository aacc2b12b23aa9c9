import type { Report, Running, StoryReport } from '../../../demo/run/report';
import { differences } from '../../../tools/drill/differences';

const story: StoryReport = {
  story: 'bad',
  tells: 'something breaks',
  change: 'checkout/3f2a1c9d04be',
  commit: '3f2a1c9d04be',
  mustEnd: 'rolledBack',
  ended: { kind: 'rolledBack', because: 'first: release 1947e9c hurts', stage: 'first', left: [] },
  operations: 3,
  proofs: [{ says: 'it went back', holds: true, because: 'at 12:00' }],
  ok: true,
};
const running: Running = {
  stack: 'api',
  environment: 'prod',
  region: 'us-west-2',
  status: 'UPDATE_COMPLETE',
  change: 'checkout/3f2a1c9d04be',
  digest: 'sha256-1',
  version: 'sha256-2',
  merge: '3f2a1c9 (good)',
};
const report = (of: Partial<StoryReport> = {}, at: Partial<Running> = {}): Report => ({
  ok: true,
  tookMs: 1,
  stories: [{ ...story, ...of }],
  runs: [{ ...running, ...at }],
});

describe('two reports', () => {
  it('that differ in times and ids are the same', () => {
    const other = report(
      {
        change: 'checkout/aaaaaaaaaaaa',
        commit: 'aaaaaaaaaaaa',
        ended: { kind: 'rolledBack', because: 'first: release 74bc86c hurts', stage: 'first', left: [] },
        proofs: [{ says: 'it went back', holds: true, because: 'at 13:00' }],
      },
      { change: 'checkout/aaaaaaaaaaaa', merge: 'aaaaaaa (good)', status: 'UPDATE_ROLLBACK_COMPLETE' },
    );
    expect(differences(report(), { ...other, tookMs: 2 })).toEqual([]);
  });

  it.each<[string, Report]>([
    ['an ending', report({ ended: { kind: 'cancelled', because: 'first: release 1947e9c hurts', left: [] } })],
    ['a reason', report({ ended: { kind: 'rolledBack', because: 'first: an alarm fired', stage: 'first', left: [] } })],
    ['a proof', report({ proofs: [{ says: 'it went back', holds: false, because: 'it did not' }] })],
    ['what a stack runs', report({}, { version: 'sha256-3' })],
    ['a digest', report({}, { digest: 'sha256-3' })],
    ['whether a stack rests', report({}, { status: 'UPDATE_IN_PROGRESS' })],
    ['a stack that is not there', { ...report(), runs: [] }],
    ['a story that was not played', { ...report(), stories: [] }],
  ])('that differ in %s do differ', (_, other) => {
    expect(differences(report(), other).length).toBe(1);
  });
});
