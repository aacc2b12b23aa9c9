/**
 * The state that CloudWatch derives from an alarm's data points.
 *
 * Source: the CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data" and "Avoiding premature transitions to alarm
 * state". Its two tables are this file's tests.
 */

export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** A static threshold over one metric, M out of N. */
export interface AlarmRule {
  readonly comparison: Comparison;
  readonly threshold: number;
  /** N: how many data points are judged. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingData;
  /** The current state: some gaps in the data keep it. */
  readonly state: State;
}

/** One closed period's value; `undefined` if nothing was reported. */
export type Point = number | undefined;

/**
 * How many closed periods are read for an alarm: more than N, so that older real points can replace missing ones.
 * AWS publishes no formula; N + 2 is what its tables show (5 for 3).
 */
export const evaluationRange = (rule: Pick<AlarmRule, 'evaluationPeriods'>): number => rule.evaluationPeriods + 2;

/** Whether one value violates the threshold. */
export function breaches(rule: Pick<AlarmRule, 'comparison' | 'threshold'>, value: number): boolean {
  switch (rule.comparison) {
    case 'GreaterThanThreshold':
      return value > rule.threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= rule.threshold;
    case 'LessThanThreshold':
      return value < rule.threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= rule.threshold;
  }
}

/** The newest N real points. Missing points count only if there are fewer. */
export const realPoints = (rule: Pick<AlarmRule, 'evaluationPeriods'>, points: readonly Point[]): readonly number[] =>
  points.filter((point) => point !== undefined).slice(-rule.evaluationPeriods);

/** The alarm's next state, from the points of the evaluation range, oldest first. */
export function evaluate(rule: AlarmRule, points: readonly Point[]): State {
  const real = realPoints(rule, points);
  const missing = rule.evaluationPeriods - real.length;
  const breaching = real.filter((point) => breaches(rule, point)).length;
  if (breaching >= rule.datapointsToAlarm) return 'ALARM';
  if (missing === 0) return 'OK';
  switch (rule.treatMissingData) {
    case 'notBreaching':
      return 'OK';
    case 'breaching':
      return breaching + missing >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
    case 'ignore':
      return breaching < real.length ? 'OK' : rule.state;
    case 'missing':
      return breaching < real.length ? 'OK' : withoutAnyGoodPoint(rule, points);
  }
}

/**
 * No real point is good, and the rest is missing. If the oldest breach is at least M periods old, the state is ALARM. A younger breach
 * keeps the state, because the next point may be good.
 */
function withoutAnyGoodPoint(rule: AlarmRule, points: readonly Point[]): State {
  const oldest = points.findIndex((point) => point !== undefined);
  if (oldest === -1) return 'INSUFFICIENT_DATA';
  return points.length - oldest >= rule.datapointsToAlarm ? 'ALARM' : rule.state;
}
