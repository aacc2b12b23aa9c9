import type { Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmRule, Comparison, MissingData, State } from './evaluate';

/** A metric alarm as DescribeAlarms tells it, with nothing left open. */
export interface Alarm extends AlarmRule {
  readonly name: string;
  readonly metric: Metric;
}

/** What GetMetricData needs to know to ask for the alarm's metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** Exactly the alarm's: a metric with other dimensions is another metric. */
  readonly dimensions: readonly Dimension[];
  /** `Sum`, `Average`, … or a percentile such as `p99`. */
  readonly statistic: string;
  readonly periodMs: number;
}

const comparisons: readonly Comparison[] = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];
const treatments: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const states: readonly State[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** The alarm, or `undefined` for what is no static threshold over one metric: metric math and anomaly detection. */
export function readAlarm(told: MetricAlarm): Alarm | undefined {
  const metric = readMetric(told);
  const rule = readRule(told);
  if (!told.AlarmName || !metric || !rule) return undefined;
  return { ...rule, name: told.AlarmName, metric };
}

function readMetric(told: MetricAlarm): Metric | undefined {
  const { Namespace: namespace, MetricName: name, Period: period } = told;
  const statistic = told.ExtendedStatistic ?? told.Statistic; // the emulator names a default Statistic beside an extended one
  if (!namespace || !name || !period || !statistic) return undefined;
  return { namespace, name, dimensions: told.Dimensions ?? [], statistic, periodMs: period * 1_000 };
}

function readRule(told: MetricAlarm): AlarmRule | undefined {
  const { Threshold: threshold, EvaluationPeriods: evaluationPeriods } = told;
  const comparison = oneOf(comparisons, told.ComparisonOperator);
  const treatMissingData = oneOf(treatments, told.TreatMissingData ?? 'missing');
  const state = oneOf(states, told.StateValue);
  if (threshold === undefined || !evaluationPeriods || !comparison || !treatMissingData || !state) return undefined;
  const datapointsToAlarm = told.DatapointsToAlarm ?? evaluationPeriods;
  return { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData, state };
}

const oneOf = <T extends string>(known: readonly T[], told: string | undefined): T | undefined =>
  known.find((each) => each === told);
