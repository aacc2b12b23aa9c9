/** When an alarm of a template fires. */
import { listOf, type Section, sectionOf } from './section';

/** The rule of an alarm. Its texts are only compared and shown. */
export interface AlarmRule {
  /** With placeholders such as `{environment}` for what belongs to the target, so that it is the same at every target. */
  readonly metric: string;
  readonly statistic: string;
  /** In seconds, the longest if the alarm uses several metrics. `undefined` if it cannot be known. */
  readonly period: number | undefined;
  /** How many of the last `periods` must be bad. */
  readonly datapoints: number | undefined;
  readonly periods: number | undefined;
  readonly threshold: string;
  readonly comparison: string;
  readonly missingData: string;
  /** Of a composite alarm, whose other properties are empty: the expression over other alarms, in one way of writing. */
  readonly expression?: string;
}

/** The longest time that an alarm can take to fire, in milliseconds: all its periods. `undefined` if it cannot be known. */
export const firesWithinMs = ({ period, periods }: AlarmRule): number | undefined =>
  period === undefined || periods === undefined ? undefined : period * periods * 1000;

/** The rule in the properties of an alarm, evaluated at its target and again with placeholders. A composite alarm has none of these properties. */
export function alarmRuleOf(evaluated: Section, withPlaceholders: Section): AlarmRule {
  const metrics = listOf(evaluated.Metrics).map(sectionOf);
  const stats = metrics.map(({ MetricStat }) => sectionOf(MetricStat));
  const allPeriods = [evaluated.Period, ...metrics.map(({ Period }) => Period), ...stats.map(({ Period }) => Period)];
  const periods = numberOf(evaluated.EvaluationPeriods);
  return {
    metric: textOf(metricsIn(withPlaceholders)),
    statistic: textOf([evaluated.Statistic, evaluated.ExtendedStatistic, ...stats.map(({ Stat }) => Stat)]),
    period: longest(allPeriods.filter((period) => period !== undefined).map(numberOf)),
    datapoints: evaluated.DatapointsToAlarm === undefined ? periods : numberOf(evaluated.DatapointsToAlarm),
    periods,
    threshold: textOf([evaluated.Threshold]),
    comparison: textOf([evaluated.ComparisonOperator]),
    missingData: textOf([evaluated.TreatMissingData ?? 'missing']),
  };
}

function metricsIn(properties: Section): unknown[] {
  const metrics = listOf(properties.Metrics).map(sectionOf);
  const stats = metrics.map(({ MetricStat }) => sectionOf(MetricStat));
  return [
    ...metricOf(properties),
    ...metrics.map(({ Expression }) => Expression),
    ...stats.flatMap(({ Metric }) => metricOf(sectionOf(Metric))),
  ];
}

/** Without its dimensions, which differ from one environment to the next. */
const metricOf = ({ Namespace, MetricName }: Section): unknown[] => [Namespace, MetricName];

const longest = (periods: readonly (number | undefined)[]): number | undefined =>
  periods.length === 0 || periods.some((period) => period === undefined)
    ? undefined
    : Math.max(...periods.map((period) => period ?? 0));

/** CloudFormation accepts numbers as text too. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const textOf = (values: readonly unknown[]): string =>
  values
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ');
