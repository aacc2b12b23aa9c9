/** The alarms that the templates of a release define. `check` and the gate before a stage both read them here. */

import type { Target } from '../model/target';
import type { Location } from '../plan/location';
import { type AlarmRule, alarmRuleOf } from './alarm-rule';
import { alarmsNamedIn, expressionOf, withAlarms } from './composite';
import { evaluate, isText, type Scope } from './evaluate';
import { type Resource, resourcesIn } from './resources';
import { withPlaceholders } from './scope';
import { type Section, sectionOf } from './section';
import { type StackTemplate, scopeAt, stacksAt } from './stack-template';
import type { Templates } from './templates';

/** An alarm as a template defines it. */
export interface TemplateAlarm {
  /** The place of the template in the pipeline and the logical id, the same in every environment: `components/api/oneBox/Errors`. */
  readonly path: string;
  /** `undefined` if only AWS knows it. */
  readonly name: string | undefined;
  readonly rule: AlarmRule;
  /** Of a composite alarm: the alarms that its rule refers to, by path if they are in the same template, otherwise by name. */
  readonly watches?: readonly string[];
}

/** An alarm to which a template gives a name. */
export interface NamedAlarm extends Pick<TemplateAlarm, 'name'> {
  /** The logical id. */
  readonly id: string;
}

/** Every alarm that the templates define at a location. A template that is absent defines none. */
export const templateAlarms = (templates: Templates, location: Location): TemplateAlarm[] =>
  stacksAt(templates, location).flatMap((stack) => {
    const scope = scopeAt(stack);
    const placeholderScope = withPlaceholders(scope, placeholdersFor(stack.target));
    const alarms = alarmsIn(stack, scope);
    const pathOf = (id: string) => `${stack.path}/${id}`;
    const [byId, byPath] = [withAlarms(placeholderScope, alarms, (id) => id), withAlarms(scope, alarms, pathOf)];
    return alarms.map(({ id, type, properties }) => {
      const evaluated = sectionOf(evaluate(properties, scope));
      const known = { path: pathOf(id), name: nameOf(evaluated, scope) };
      const rule = alarmRuleOf(evaluated, sectionOf(evaluate(properties, placeholderScope)));
      if (type !== compositeType) return { ...known, rule };
      const expression = expressionOf(evaluate(properties.AlarmRule, byId));
      return { ...known, rule: { ...rule, expression }, watches: alarmsNamedIn(evaluate(properties.AlarmRule, byPath)) };
    });
  });

/** Every alarm to which the templates give a name at a location. */
export const namedAlarmsAt = (templates: Templates, location: Location): (NamedAlarm & Pick<TemplateAlarm, 'path'>)[] =>
  stacksAt(templates, location).flatMap((stack) =>
    namedAlarms(stack).map((alarm) => ({ ...alarm, path: `${stack.path}/${alarm.id}` })),
  );

/** The alarms of a stack to which its template gives a name. Without one, CloudFormation invents a name that no pipeline can ask for. */
export function namedAlarms(stack: StackTemplate): NamedAlarm[] {
  const scope = scopeAt(stack);
  return alarmsIn(stack, scope).flatMap(({ id, properties }) =>
    isNamed(properties, scope) ? [{ id, name: nameOf(properties, scope) }] : [],
  );
}

/** The values that belong to one target, and the placeholder for each. */
const placeholdersFor = ({ environment, zone, region, account, stack }: Target): ReadonlyMap<string, string> =>
  new Map([
    [environment, '{environment}'],
    ...(zone === undefined ? [] : [[zone, '{zone}'] as const]),
    [region, '{region}'],
    [account, '{account}'],
    [stack, '{stack}'],
  ]);

const compositeType = 'AWS::CloudWatch::CompositeAlarm';

/** Includes an alarm whose condition cannot be known. */
const alarmsIn = ({ template }: StackTemplate, scope: Scope): Resource[] =>
  resourcesIn(template, scope).filter(({ type }) => type === 'AWS::CloudWatch::Alarm' || type === compositeType);

function isNamed({ AlarmName }: Section, scope: Scope): boolean {
  const name = evaluate(AlarmName, scope);
  return name !== undefined && sectionOf(name).Ref !== 'AWS::NoValue';
}

function nameOf({ AlarmName }: Section, scope: Scope): string | undefined {
  const name = evaluate(AlarmName, scope);
  return typeof name === 'string' && isText(name) ? name : undefined;
}
