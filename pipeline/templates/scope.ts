/** The parameters of a template and the values of its conditions. */
import { inDependencyOrder, namesOnCycles } from '../plan/dependency-order';
import { evaluate, isText, type Scope } from './evaluate';
import { listOf, type Section, sectionOf } from './section';

/** The scope of a template with the given parameters, and its own defaults for the others. */
export function scopeOf(template: Section, given: Readonly<Record<string, string>>): Scope {
  const scope = { parameters: parametersOf(template, given), mappings: sectionOf(template.Mappings) };
  return { ...scope, truths: truthsOf(sectionOf(template.Conditions), scope) };
}

/** `Ref` can also mean a resource. If a resource has the name of a given parameter, the resource is meant. */
function parametersOf(template: Section, given: Readonly<Record<string, string>>): Scope['parameters'] {
  const [declared, resources] = [sectionOf(template.Parameters), sectionOf(template.Resources)];
  const defaults = Object.entries(declared).flatMap(([name, parameter]) => {
    const { Default: value } = sectionOf(parameter);
    return value === undefined || typeof value === 'object' ? [] : [[name, String(value)]];
  });
  const all: Record<string, string> = { ...Object.fromEntries(defaults), ...given };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name, value]) => !Object.hasOwn(resources, name) && !isLookedUp(sectionOf(declared[name])) && isText(value))
      .map(([name, value]) => [name, isList(sectionOf(declared[name])) ? value.split(',').map((part) => part.trim()) : value]),
  );
}

const isList = ({ Type: type }: Section): boolean =>
  type === 'CommaDelimitedList' || (typeof type === 'string' && type.startsWith('List<'));

/** Whether the parameter is only the name of a value that AWS looks up. */
const isLookedUp = ({ Type: type }: Section): boolean =>
  typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value');

/** Evaluates each condition once, after those that it refers to. Conditions on a cycle have no value. */
function truthsOf(conditions: Section, scope: Omit<Scope, 'truths'>): ReadonlyMap<string, boolean> {
  const all = Object.entries(conditions).map(([name, written]) => ({ name, written, dependsOn: conditionsIn(written) }));
  const onCycles = new Set(namesOnCycles(all));
  const truths = new Map<string, boolean>();
  for (const { name, written } of inDependencyOrder(all.filter((condition) => !onCycles.has(condition.name)))) {
    const truth = evaluate(written, { ...scope, truths });
    if (typeof truth === 'boolean') truths.set(name, truth);
  }
  return truths;
}

/** The names of the conditions that a value refers to. Goes level by level, so that no depth exhausts the stack. */
function conditionsIn(written: unknown): string[] {
  const names: unknown[] = [];
  for (let level = [written]; level.length > 0; level = level.flatMap(partsOf))
    for (const part of level.map(sectionOf)) names.push(part.Condition, listOf(part['Fn::If'])[0]);
  return names.filter((name) => typeof name === 'string');
}

const partsOf = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []);

/**
 * The same scope with the values that belong to a target, such as its zone, replaced by placeholders. Evaluations for two targets then
 * differ only if the template treats the targets differently. Conditions keep their values, and mappings are read with the real keys.
 */
export function withPlaceholders(scope: Scope, placeholders: ReadonlyMap<string, string>): Scope {
  const replace = (text: string): string => placeholders.get(text) ?? text;
  const parameters = mapValues(scope.parameters, (value) => (typeof value === 'string' ? replace(value) : value.map(replace)));
  const addPlaceholderKeys = (map: unknown): Section => {
    const entries = Object.entries(sectionOf(map));
    return Object.fromEntries([...entries, ...entries.map(([key, entry]) => [replace(key), entry])]);
  };
  const mappings = mapValues(scope.mappings, (map) => addPlaceholderKeys(mapValues(sectionOf(map), addPlaceholderKeys)));
  return { ...scope, parameters, mappings };
}

const mapValues = <T, U>(section: Readonly<Record<string, T>>, change: (part: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(section).map(([key, part]) => [key, change(part)]));
