import type { Report, RunningStack, StoryReport } from '../../../demo/run/report';
import { differences } from '../../../tools/drill/differences';

const story: StoryReport = {
  story: 'bad',
  summary: 'something breaks',
  change: 'checkout/3f2a1c9d04be',
  commit: '3f2a1c9d04be',
  expected: 'rolledBack',
  outcome: { kind: 'rolledBack', because: 'first: release 1947e9c hurts', stage: 'first', left: [] },
  operations: 3,
  proofs: [{ claim: 'it went back', holds: true, because: 'at 12:00' }],
  ok: true,
};
const running: RunningStack = {
  stack: 'api',
  environment: 'prod',
  region: 'us-west-2',
  status: 'UPDATE_COMPLETE',
  change: 'checkout/3f2a1c9d04be',
  digest: 'sha256-1',
  version: 'sha256-2',
  merge: '3f2a1c9 (good)',
};
const report = (of: Partial<StoryReport> = {}, at: Partial<RunningStack> = {}): Report => ({
  ok: true,
  durationMs: 1,
  stories: [{ ...story, ...of }],
  running: [{ ...running, ...at }],
});

describe('two reports', () => {
  test('are the same if only times and ids differ', () => {
    const other = report(
      {
        change: 'checkout/aaaaaaaaaaaa',
        commit: 'aaaaaaaaaaaa',
        outcome: { kind: 'rolledBack', because: 'first: release 74bc86c hurts', stage: 'first', left: [] },
        proofs: [{ claim: 'it went back', holds: true, because: 'at 13:00' }],
      },
      { change: 'checkout/aaaaaaaaaaaa', merge: 'aaaaaaa (good)', status: 'UPDATE_ROLLBACK_COMPLETE' },
    );
    expect(differences(report(), { ...other, durationMs: 2 })).toEqual([]);
  });

  test.each<[string, Report]>([
    ['an ending', report({ outcome: { kind: 'cancelled', because: 'first: release 1947e9c hurts', left: [] } })],
    ['a reason', report({ outcome: { kind: 'rolledBack', because: 'first: an alarm fired', stage: 'first', left: [] } })],
    ['a proof', report({ proofs: [{ claim: 'it went back', holds: false, because: 'it did not' }] })],
    ['what a stack runs', report({}, { version: 'sha256-3' })],
    ['a digest', report({}, { digest: 'sha256-3' })],
    ['whether a stack rests', report({}, { status: 'UPDATE_IN_PROGRESS' })],
    ['a stack that is not there', { ...report(), running: [] }],
    ['a story that was not played', { ...report(), stories: [] }],
  ])('differ in %s', (_, other) => {
    expect(differences(report(), other).length).toBe(1);
  });
});
