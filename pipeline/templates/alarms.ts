/** The alarms that the templates of a release make: what `check` and the gate before a stage know of them is the same. */

import type { Component } from '../model/pipeline';
import { suppliedParameters } from '../model/release';
import { accountOf, hasOneBox } from '../model/stage';
import type { Target } from '../model/target';
import { stackName } from '../model/target';
import type { Place } from '../plan/bake-plan';
import { type AlarmRule, ruleOf } from './alarm-rule';
import { inWords, scopeOf } from './scope';
import type { Templates } from './templates';
import { isText, type Scope, type Section, sectionOf, valueIn } from './evaluate';

/** An alarm as a template makes it. */
export interface TemplateAlarm {
  /** The same in every environment, as in `components/api/oneBox/Errors`: the template by its place in the pipeline, and the logical id. */
  readonly path: string;
  /** `undefined` where it is known only to AWS. */
  readonly name: string | undefined;
  readonly rule: AlarmRule;
}

/** A template as parsed JSON, the target that it is brought to, and the release's parameters for it, without what Slipway supplies. */
export interface Stack {
  readonly template: unknown;
  readonly target: Target;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every alarm that the templates make at a place. A template that is not among them makes none. */
export const templateAlarms = (templates: Templates, place: Place): TemplateAlarm[] =>
  stacksAt(templates, place).flatMap((stack) => {
    const scope = scopeAt(stack);
    const anywhere = inWords(scope, wordsOf(stack.target));
    return alarmsIn(stack, scope).map(({ id, properties }) => {
      const read = sectionOf(valueIn(properties, scope));
      const rule = ruleOf(read, sectionOf(valueIn(properties, anywhere)));
      return { path: `${stack.path}/${id}`, name: nameOf(read, scope), rule };
    });
  });

/** Every alarm that the templates name at a place. */
export const namedAlarmsAt = (templates: Templates, place: Place): (NamedAlarm & Pick<TemplateAlarm, 'path'>)[] =>
  stacksAt(templates, place).flatMap((stack) =>
    namedAlarms(stack).map((alarm) => ({ ...alarm, path: `${stack.path}/${alarm.id}` })),
  );

/** An alarm to which a template gives a name. */
export interface NamedAlarm extends Pick<TemplateAlarm, 'name'> {
  /** The logical id. */
  readonly id: string;
}

/**
 * The alarms of a stack to which its template gives a name. One without is not among them: CloudFormation makes a name up, and that is
 * never one that is asked for.
 */
export function namedAlarms(stack: Stack): NamedAlarm[] {
  const scope = scopeAt(stack);
  return alarmsIn(stack, scope).flatMap(({ id, properties }) =>
    isNamed(properties, scope) ? [{ id, name: nameOf(properties, scope) }] : [],
  );
}

/** What to do about a name that is known only to AWS. */
export const writeItReadably = 'write it so that it can be read, as with Fn::Sub over Environment and Zone';

const scopeAt = ({ template, target, parameters }: Stack): Scope =>
  scopeOf(sectionOf(template), {
    ...parameters,
    ...suppliedParameters(target),
    'AWS::AccountId': target.account,
    'AWS::Region': target.region,
    'AWS::StackName': target.stack,
    ...partitionOf(target.region),
  });

/** By the Region's prefix. Partitions of governments' own networks have each a suffix of their own, and are left unknown. */
function partitionOf(region: string): Readonly<Record<string, string>> {
  if (/-iso|^eusc-/.test(region)) return {};
  const isChina = region.startsWith('cn-');
  return {
    'AWS::Partition': isChina ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
    'AWS::URLSuffix': isChina ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
}

/** What is a place's own, and by which word it is said of any. */
const wordsOf = ({ environment, zone, region, account, stack }: Target): ReadonlyMap<string, string> =>
  new Map([
    [environment, '{environment}'],
    ...(zone === undefined ? [] : [[zone, '{zone}'] as const]),
    [region, '{region}'],
    [account, '{account}'],
    [stack, '{stack}'],
  ]);

const isAlarm: ReadonlySet<unknown> = new Set(['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']);

/** One whose condition cannot be known is taken to be made. */
const alarmsIn = ({ template }: Stack, { truths }: Scope): { id: string; properties: Section }[] =>
  Object.entries(sectionOf(sectionOf(template).Resources)).flatMap(([id, written]) => {
    const { Type: type, Condition: condition, Properties: properties } = sectionOf(written);
    const isMade = typeof condition !== 'string' || truths.get(condition) !== false;
    return isAlarm.has(type) && isMade ? [{ id, properties: sectionOf(properties) }] : [];
  });

function isNamed({ AlarmName }: Section, scope: Scope): boolean {
  const name = valueIn(AlarmName, scope);
  return name !== undefined && sectionOf(name).Ref !== 'AWS::NoValue';
}

function nameOf({ AlarmName }: Section, scope: Scope): string | undefined {
  const name = valueIn(AlarmName, scope);
  return typeof name === 'string' && isText(name) ? name : undefined;
}

/** Every stack that the components have at a place, and where its template is written. */
const stacksAt = (templates: Templates, place: Place): (Stack & { readonly path: string })[] =>
  Object.entries(place.pipeline.components).flatMap(([name, component]) =>
    bodiesOf(component, place).map(({ key, file, share }) => ({
      path: `components/${name}/${key}`,
      template: Object.hasOwn(templates, file) ? templates[file] : undefined,
      target: targetOf(name, component, { ...place, ...(share && { share }) }),
      parameters: { ...component.parameters, ...place.stage.parameters?.[name] },
    })),
  );

type Body = { readonly key: 'template' | 'oneBox'; readonly file: string; readonly share?: Target['share'] };

function bodiesOf({ per, template, oneBox }: Component, { stage, zone }: Place): Body[] {
  if (per === 'region') return [{ key: 'template', file: template }];
  if (zone === undefined) return [];
  return [
    { key: 'template', file: template, share: 'fleet' },
    ...(oneBox !== undefined && hasOneBox(stage, zone) ? [{ key: 'oneBox', file: oneBox, share: 'one-box' } as const] : []),
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
