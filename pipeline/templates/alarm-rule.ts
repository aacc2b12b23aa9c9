/** When an alarm of a template fires. */
import { listOf, type Section, sectionOf } from './evaluate';

/** What is a text here is compared and shown, never reckoned with. */
export interface AlarmRule {
  /** The same in every place where it is of the same thing: what is a place's own in it is said by a word, as `{environment}`. */
  readonly metric: string;
  readonly statistic: string;
  /** In seconds; the longest where it is reckoned from several metrics. `undefined` where that cannot be known. */
  readonly period: number | undefined;
  /** `datapoints` of so many last `periods` must be bad. */
  readonly datapoints: number | undefined;
  readonly periods: number | undefined;
  readonly threshold: string;
  readonly comparison: string;
  readonly missingData: string;
}

/** The longest that an alarm can take to fire, in milliseconds: until that many periods are over. */
export const firesWithinMs = ({ period, periods }: AlarmRule): number | undefined =>
  period === undefined || periods === undefined ? undefined : period * periods * 1000;

/**
 * The rule in an alarm's properties, read at its place and again with a word for all that is the place's own. One that is composed of
 * others says none of this.
 */
export function ruleOf(read: Section, anywhere: Section): AlarmRule {
  const metrics = listOf(read.Metrics).map(sectionOf);
  const stats = metrics.map(({ MetricStat }) => sectionOf(MetricStat));
  const all = [read.Period, ...metrics.map(({ Period }) => Period), ...stats.map(({ Period }) => Period)];
  const periods = numberOf(read.EvaluationPeriods);
  return {
    metric: shown(metricsIn(anywhere)),
    statistic: shown([read.Statistic, read.ExtendedStatistic, ...stats.map(({ Stat }) => Stat)]),
    period: longest(all.filter((period) => period !== undefined).map(numberOf)),
    datapoints: read.DatapointsToAlarm === undefined ? periods : numberOf(read.DatapointsToAlarm),
    periods,
    threshold: shown([read.Threshold]),
    comparison: shown([read.ComparisonOperator]),
    missingData: shown([read.TreatMissingData ?? 'missing']),
  };
}

function metricsIn(read: Section): unknown[] {
  const metrics = listOf(read.Metrics).map(sectionOf);
  const stats = metrics.map(({ MetricStat }) => sectionOf(MetricStat));
  return [
    ...metricOf(read),
    ...metrics.map(({ Expression }) => Expression),
    ...stats.flatMap(({ Metric }) => metricOf(sectionOf(Metric))),
  ];
}

/** Not its dimensions: they say whose it is, and that differs from one environment to the next. */
const metricOf = ({ Namespace, MetricName }: Section): unknown[] => [Namespace, MetricName];

const longest = (periods: readonly (number | undefined)[]): number | undefined =>
  periods.length === 0 || periods.some((period) => period === undefined)
    ? undefined
    : Math.max(...periods.map((period) => period ?? 0));

/** CloudFormation takes numbers as text too. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

const shown = (values: readonly unknown[]): string =>
  values
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ');
