import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { readAlarm } from '../../../demo/cloudwatch/alarm';
import { batches } from '../../../demo/cloudwatch/samples';

const told: MetricAlarm = {
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

describe('an alarm as described', () => {
  it('gets CloudWatch’s defaults: N out of N, missing data missing', () => {
    expect(readAlarm(told)).toMatchObject({ datapointsToAlarm: 3, treatMissingData: 'missing', metric: { periodMs: 2_000 } });
  });

  it('is read by its extended statistic where it has one', () => {
    expect(readAlarm({ ...told, Statistic: 'Average', ExtendedStatistic: 'p99' })?.metric.statistic).toBe('p99');
  });

  it.each<[string, MetricAlarm]>([
    ['metric math', { ...told, MetricName: undefined, Metrics: [{ Id: 'e1', Expression: 'm1 / m2' }] }],
    ['an anomaly detector', { ...told, ComparisonOperator: 'GreaterThanUpperThreshold', Threshold: undefined }],
    ['no period', { ...told, Period: undefined }],
  ])('is left alone where it is no static threshold over one metric: %s', (_, other) => {
    expect(readAlarm(other)).toBeUndefined();
  });
});

it('alarms are asked for together by period, at most 500 a call', () => {
  const alarm = readAlarm(told);
  const slow = readAlarm({ ...told, Period: 60 });
  if (!alarm || !slow) throw new Error('both are static thresholds');
  expect(batches([...Array(501).fill(alarm), slow]).map((batch) => batch.length)).toEqual([500, 1, 1]);
});
