import { type AlarmRule, breaches, type State } from './evaluate';
import type { Sample } from './periods';

/**
 * Why an alarm changes its state, in CloudWatch's own words: newest data point first, times in UTC. `samples` are those of the
 * evaluation range, oldest first.
 */
export function reason(rule: AlarmRule, to: State, samples: readonly Sample[]): string {
  const judged = samples.slice(-rule.evaluationPeriods).reverse();
  const missing = rule.evaluationPeriods - judged.length;
  if (to === 'INSUFFICIENT_DATA') return `Insufficient Data: ${count(missing, 'datapoint')} ${were(missing)} unknown.`;
  const decisive = judged.filter(({ value }) => breaches(rule, value) === (to === 'ALARM'));
  const real =
    decisive.length > 0 ? [`${listDatapoints(decisive, judged.length)} ${comparisonText(rule, to, decisive.length)}`] : [];
  const assumed = missing > 0 ? missingDataTexts(rule, missing, judged.length) : [];
  return `Threshold Crossed: ${[...real, ...assumed].join(' and ')}${transitionText(rule, to)}.`;
}

function listDatapoints(decisive: readonly Sample[], of: number): string {
  const values = decisive.map(({ value, atMs }) => `${decimal(value)} (${utc(atMs)})`).join(', ');
  return `${decisive.length} out of the last ${of} datapoints [${values}]`;
}

function comparisonText(rule: AlarmRule, to: State, howMany: number): string {
  const words = {
    GreaterThanThreshold: 'greater than',
    GreaterThanOrEqualToThreshold: 'greater than or equal to',
    LessThanThreshold: 'less than',
    LessThanOrEqualToThreshold: 'less than or equal to',
  }[rule.comparison];
  return `${were(howMany)} ${to === 'ALARM' ? '' : 'not '}${words} the threshold (${decimal(rule.threshold)})`;
}

function missingDataTexts(rule: AlarmRule, missing: number, real: number): string[] {
  if (rule.treatMissingData === 'missing' || rule.treatMissingData === 'ignore') return [];
  const as = rule.treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  const none = real === 0 ? [`no datapoints were received for ${count(missing, 'period')}`] : [];
  return [...none, `${count(missing, 'missing datapoint')} ${were(missing)} treated as [${as}]`];
}

function transitionText(rule: AlarmRule, to: State): string {
  const minimum = to === 'ALARM' ? rule.datapointsToAlarm : rule.evaluationPeriods - rule.datapointsToAlarm + 1;
  return ` (minimum ${count(minimum, 'datapoint')} for ${rule.state} -> ${to} transition)`;
}

const count = (howMany: number, what: string): string => `${howMany} ${what}${howMany === 1 ? '' : 's'}`;
const were = (howMany: number): string => (howMany === 1 ? 'was' : 'were');
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** Day/month/year with two digits, as in 23/11/26 22:40:00. */
function utc(atMs: number): string {
  const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]{8})/.exec(new Date(atMs).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}
