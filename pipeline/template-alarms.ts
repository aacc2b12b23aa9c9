/** The alarms that the templates of a release make at a place of a pipeline. */
import type { Place } from './bake-plan';
import { stackName } from './ids';
import type { Component } from './model';
import type { Target } from './plan';
import { suppliedParameters } from './release';
import type { Templates } from './rule';
import { accountOf, hasOneBox } from './stage';
import { holds, type Scope, type Section, scopeOf, sectionOf, valueIn } from './template-value';

/** An alarm as a template makes it. What is a text here is compared and shown, never reckoned with. */
export interface TemplateAlarm {
  /** The same in every environment, as in `components/api/oneBox/Errors`: the template by its place in the pipeline, and the logical id. */
  readonly path: string;
  /** `undefined` where it is known only to AWS. */
  readonly name: string | undefined;
  readonly rule: AlarmRule;
}

/** When it fires. */
export interface AlarmRule {
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

/** Every alarm that the templates make there. A template that is not among them makes none. */
export const templateAlarms = (templates: Templates, place: Place): TemplateAlarm[] =>
  Object.entries(place.pipeline.components).flatMap(([name, component]) =>
    bodiesOf(component, place).flatMap(({ key, path, share }) => {
      const template = sectionOf(templates[path]);
      const target = targetOf(name, component, { ...place, ...(share && { share }) });
      const scope = scopeOf(template, {
        ...component.parameters,
        ...place.stage.parameters?.[name],
        ...suppliedParameters(target),
        'AWS::Region': target.region,
        'AWS::AccountId': target.account,
      });
      return alarmsIn(template, scope).map((alarm) => ({ ...alarm, path: `components/${name}/${key}/${alarm.path}` }));
    }),
  );

type Body = { readonly key: 'template' | 'oneBox'; readonly path: string; readonly share?: Target['share'] };

function bodiesOf({ per, template, oneBox }: Component, { stage, zone }: Place): Body[] {
  if (per === 'region') return [{ key: 'template', path: template }];
  const alone = oneBox !== undefined && zone !== undefined && hasOneBox(stage, zone);
  return [
    { key: 'template', path: template, share: 'fleet' },
    ...(alone ? [{ key: 'oneBox', path: oneBox, share: 'one-box' } as const] : []),
  ];
}

function targetOf(
  component: string,
  { per }: Component,
  { pipeline, stage, region, zone, share }: Place & Pick<Target, 'share'>,
): Target {
  const where = {
    environment: stage.environment,
    account: accountOf(stage, region),
    region: region.name,
    component,
    ...(per === 'zone' && zone && { zone: zone.name }),
    ...(share && { share }),
  };
  return { stack: stackName(pipeline.name, where), ...where };
}

const alarmsIn = (template: Section, scope: Scope): TemplateAlarm[] =>
  Object.entries(sectionOf(template.Resources)).flatMap(([id, written]) => {
    const { Type: type, Condition: condition, Properties: properties } = sectionOf(written);
    const isMade = typeof condition !== 'string' || holds(condition, scope) !== false;
    if (type !== 'AWS::CloudWatch::Alarm' || !isMade) return [];
    const read = sectionOf(valueIn(sectionOf(properties), scope));
    return [{ path: id, name: typeof read.AlarmName === 'string' ? read.AlarmName : undefined, rule: ruleOf(read) }];
  });

function ruleOf(read: Section): AlarmRule {
  const metrics = (Array.isArray(read.Metrics) ? read.Metrics : []).map(sectionOf);
  const stats = metrics.map(({ MetricStat }) => sectionOf(MetricStat));
  const all = [read.Period, ...metrics.map(({ Period }) => Period), ...stats.map(({ Period }) => Period)];
  const periods = numberOf(read.EvaluationPeriods);
  return {
    metric: shown([
      ...metricOf(read),
      ...metrics.map(({ Expression }) => Expression),
      ...stats.flatMap(({ Metric }) => metricOf(sectionOf(Metric))),
    ]),
    statistic: shown([read.Statistic, read.ExtendedStatistic, ...stats.map(({ Stat }) => Stat)]),
    period: longest(all.filter((period) => period !== undefined).map(numberOf)),
    datapoints: read.DatapointsToAlarm === undefined ? periods : numberOf(read.DatapointsToAlarm),
    periods,
    threshold: shown([read.Threshold]),
    comparison: shown([read.ComparisonOperator]),
    missingData: shown([read.TreatMissingData ?? 'missing']),
  };
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
