import { newService } from '../../../../pipeline/lanes/apply-event';
import { aCall } from '../calls/a-call';
import type { RecordedCall } from '../calls/recorded-call';
import type { FailureResult } from '../runner/scenario-result';
import { goldenText } from './golden-text';

const aResult = (failedCall: RecordedCall, calls: readonly RecordedCall[], ending = 'delivered'): FailureResult => ({
  failedCall,
  calls,
  endings: new Map([['change', ending]]),
  traffic: newService('checkout'),
  heldWhileStuck: [],
});

const [review, build] = [aCall('review', 'change'), aCall('build', 'change')];
const retried = (call: RecordedCall): RecordedCall => ({ ...call, attempts: 2 });

describe('the golden text', () => {
  test('prints equal results once, under the names of all their failed calls', () => {
    const results = [aResult(review, [retried(review), build]), aResult(build, [review, retried(build)])];
    expect(goldenText(results, 'fails once')).toBe('== review\n== build\nchange          review, build → delivered\n');
  });

  test('prints different results one after the other', () => {
    const results = [aResult(review, [retried(review)]), aResult(build, [retried(build)])];
    expect(goldenText(results, 'fails once')).toMatch(/^== review\nchange .*\n\n== build\nchange .*\n$/);
  });

  test('shows a retry of a call that did not fail, a missing retry, and a retry after a permanent failure', () => {
    expect(goldenText([aResult(review, [review, retried(build)])], 'fails once')).toContain(
      'retried: change: build (2 attempts)',
    );
    expect(goldenText([aResult(review, [review, build])], 'loses its response')).toContain('retried: nothing');
    expect(goldenText([aResult(review, [retried(review)])], 'fails permanently')).toContain(
      'retried: change: review (2 attempts)',
    );
  });
});
