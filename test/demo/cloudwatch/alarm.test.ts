import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { readAlarm } from '../../../demo/cloudwatch/alarm';
import { batches } from '../../../demo/cloudwatch/samples';

const described: MetricAlarm = {
  AlarmName: 'checkout-usw2-az1-errors',
  Namespace: 'Checkout',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'Zone', Value: 'usw2-az1' }],
  Statistic: 'Sum',
  Period: 2,
  EvaluationPeriods: 3,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  StateValue: 'OK',
};

describe('a described alarm', () => {
  test('gets CloudWatch’s defaults: N out of N, and missing data stays missing', () => {
    expect(readAlarm(described)).toMatchObject({
      datapointsToAlarm: 3,
      treatMissingData: 'missing',
      metric: { periodMs: 2_000 },
    });
  });

  test('has its extended statistic if there is one', () => {
    expect(readAlarm({ ...described, Statistic: 'Average', ExtendedStatistic: 'p99' })?.metric.statistic).toBe('p99');
  });

  test.each<[string, MetricAlarm]>([
    ['metric math', { ...described, MetricName: undefined, Metrics: [{ Id: 'e1', Expression: 'm1 / m2' }] }],
    ['an anomaly detector', { ...described, ComparisonOperator: 'GreaterThanUpperThreshold', Threshold: undefined }],
    ['no period', { ...described, Period: undefined }],
  ])('is ignored if it is not a static threshold over one metric: %s', (_, other) => {
    expect(readAlarm(other)).toBeUndefined();
  });
});

test('alarms with the same period are read together, at most 500 in a call', () => {
  const alarm = readAlarm(described);
  const slow = readAlarm({ ...described, Period: 60 });
  if (!alarm || !slow) throw new Error('both are static thresholds');
  expect(batches([...Array(501).fill(alarm), slow]).map((batch) => batch.length)).toEqual([500, 1, 1]);
});
