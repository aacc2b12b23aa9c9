import type { Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmRule, Comparison, MissingData, State } from './evaluate';

/** A metric alarm as DescribeAlarms returns it, with defaults filled in. */
export interface Alarm extends AlarmRule {
  readonly name: string;
  readonly metric: Metric;
}

/** The alarm's metric, as GetMetricData needs it. */
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

/** The alarm; `undefined` if it is not a static threshold over one metric (metric math, anomaly detection). */
export function readAlarm(described: MetricAlarm): Alarm | undefined {
  const metric = readMetric(described);
  const rule = readRule(described);
  if (!described.AlarmName || !metric || !rule) return undefined;
  return { ...rule, name: described.AlarmName, metric };
}

function readMetric(described: MetricAlarm): Metric | undefined {
  const { Namespace: namespace, MetricName: name, Period: period } = described;
  const statistic = described.ExtendedStatistic ?? described.Statistic; // the emulator adds a default Statistic to an extended one
  if (!namespace || !name || !period || !statistic) return undefined;
  return { namespace, name, dimensions: described.Dimensions ?? [], statistic, periodMs: period * 1_000 };
}

function readRule(described: MetricAlarm): AlarmRule | undefined {
  const { Threshold: threshold, EvaluationPeriods: evaluationPeriods } = described;
  const comparison = oneOf(comparisons, described.ComparisonOperator);
  const treatMissingData = oneOf(treatments, described.TreatMissingData ?? 'missing');
  const state = oneOf(states, described.StateValue);
  if (threshold === undefined || !evaluationPeriods || !comparison || !treatMissingData || !state) return undefined;
  const datapointsToAlarm = described.DatapointsToAlarm ?? evaluationPeriods;
  return { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData, state };
}

const oneOf = <T extends string>(known: readonly T[], text: string | undefined): T | undefined =>
  known.find((each) => each === text);
