import type { AlarmRule } from '../../../demo/cloudwatch/evaluate';
import { reason } from '../../../demo/cloudwatch/reason';

const rule = (over: Partial<AlarmRule> = {}): AlarmRule => ({
  comparison: 'GreaterThanThreshold',
  threshold: 5,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  treatMissingData: 'missing',
  state: 'OK',
  ...over,
});
const from = Date.UTC(2026, 10, 23, 22, 40);
const samples = (...values: number[]) => values.map((value, minute) => ({ value, atMs: from + minute * 60_000 }));

describe('the reason of a change of state', () => {
  test('names the breaching points, newest first', () => {
    expect(reason(rule(), 'ALARM', samples(1, 9, 8.5))).toBe(
      'Threshold Crossed: 2 out of the last 3 datapoints [8.5 (23/11/26 22:42:00), 9.0 (23/11/26 22:41:00)] were greater than ' +
        'the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    );
  });

  test('names the good points on the way back to OK, and how many are needed', () => {
    expect(reason(rule({ datapointsToAlarm: 3, state: 'ALARM' }), 'OK', samples(9, 9, 1))).toBe(
      'Threshold Crossed: 1 out of the last 3 datapoints [1.0 (23/11/26 22:42:00)] was not greater than the threshold (5.0) ' +
        '(minimum 1 datapoint for ALARM -> OK transition).',
    );
  });

  test('says how missing points were treated', () => {
    expect(reason(rule({ treatMissingData: 'breaching' }), 'ALARM', [])).toBe(
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching] ' +
        '(minimum 2 datapoints for OK -> ALARM transition).',
    );
    expect(reason(rule({ treatMissingData: 'notBreaching', state: 'ALARM' }), 'OK', samples(9, 1))).toContain(
      '1 out of the last 2 datapoints [1.0 (23/11/26 22:41:00)] was not greater than the threshold (5.0) and 1 missing datapoint ' +
        'was treated as [NonBreaching]',
    );
  });

  test('says what was unknown', () => {
    expect(reason(rule(), 'INSUFFICIENT_DATA', [])).toBe('Insufficient Data: 3 datapoints were unknown.');
    expect(reason(rule({ evaluationPeriods: 1 }), 'INSUFFICIENT_DATA', [])).toBe('Insufficient Data: 1 datapoint was unknown.');
  });
});
