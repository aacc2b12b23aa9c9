import { type AlarmRule, breaches, type State } from './evaluate';
import type { Sample } from './periods';

/**
 * Why an alarm changes its state, worded as CloudWatch words it: newest data point first, times in UTC. The samples are those of
 * the evaluation range, oldest first.
 */
export function reason(rule: AlarmRule, to: State, samples: readonly Sample[]): string {
  const judged = samples.slice(-rule.evaluationPeriods).reverse();
  const missing = rule.evaluationPeriods - judged.length;
  if (to === 'INSUFFICIENT_DATA') return `Insufficient Data: ${count(missing, 'datapoint')} ${were(missing)} unknown.`;
  const telling = judged.filter(({ value }) => breaches(rule, value) === (to === 'ALARM'));
  const real = telling.length > 0 ? [`${listed(telling, judged.length)} ${compared(rule, to, telling.length)}`] : [];
  const madeUp = missing > 0 ? treated(rule, missing, judged.length) : [];
  return `Threshold Crossed: ${[...real, ...madeUp].join(' and ')}${transition(rule, to)}.`;
}

function listed(telling: readonly Sample[], of: number): string {
  const values = telling.map(({ value, atMs }) => `${decimal(value)} (${utc(atMs)})`).join(', ');
  return `${telling.length} out of the last ${of} datapoints [${values}]`;
}

function compared(rule: AlarmRule, to: State, many: number): string {
  const words = {
    GreaterThanThreshold: 'greater than',
    GreaterThanOrEqualToThreshold: 'greater than or equal to',
    LessThanThreshold: 'less than',
    LessThanOrEqualToThreshold: 'less than or equal to',
  }[rule.comparison];
  return `${were(many)} ${to === 'ALARM' ? '' : 'not '}${words} the threshold (${decimal(rule.threshold)})`;
}

function treated(rule: AlarmRule, missing: number, real: number): string[] {
  if (rule.treatMissingData === 'missing' || rule.treatMissingData === 'ignore') return [];
  const as = rule.treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
  const none = real === 0 ? [`no datapoints were received for ${count(missing, 'period')}`] : [];
  return [...none, `${count(missing, 'missing datapoint')} ${were(missing)} treated as [${as}]`];
}

function transition(rule: AlarmRule, to: State): string {
  const least = to === 'ALARM' ? rule.datapointsToAlarm : rule.evaluationPeriods - rule.datapointsToAlarm + 1;
  return ` (minimum ${count(least, 'datapoint')} for ${rule.state} -> ${to} transition)`;
}

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;
const were = (many: number): string => (many === 1 ? 'was' : 'were');
const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** Day first and two digits a year, as in 23/11/26 22:40:00. */
function utc(atMs: number): string {
  const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]{8})/.exec(new Date(atMs).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}
