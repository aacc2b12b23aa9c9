/** What a template does not show: what CloudFormation makes of macros, loops, includes, modules and nested stacks. */
import { namedAlarms } from '../../../pipeline/templates/alarms';
import type { StackTemplate } from '../../../pipeline/templates/stack-template';
import { nestedStackType } from '../cloudformation/stateful/is-stateful';
import { parseTemplate, resourcesOf } from '../cloudformation/template';

/** Whether CloudFormation makes another template of it before it deploys: only that one shows all of its own resources. */
export const isExpanded = (text: string): boolean =>
  parseTemplate(text).Transform !== undefined ||
  /"Fn::(Transform"|ForEach::)/.test(text) ||
  typesIn(text).some((type) => type.endsWith(moduleEnd));

const moduleEnd = '::MODULE';

/** Whether resources come into being of which the template says nothing: those of nested stacks and modules. */
export const hidesResources = (text: string): boolean =>
  typesIn(text).some((type) => type === nestedStackType || type.endsWith(moduleEnd));

const typesIn = (text: string): string[] => Object.values(resourcesOf(parseTemplate(text))).map(({ Type }) => Type);

/** The names of the alarms in a processed template. `areAllNamed` is false if there are some whose names only AWS knows. */
export function alarmsIn(
  text: string,
  stack: Omit<StackTemplate, 'template'>,
): { readonly names: readonly string[]; readonly areAllNamed: boolean } {
  const alarms = namedAlarms({ ...stack, template: parseTemplate(text) });
  return { names: alarms.flatMap(({ name }) => name ?? []), areAllNamed: alarms.every(({ name }) => name !== undefined) };
}
