/** What a template says of its parameters, and which of its conditions hold. */
import { cyclic, inDependencyOrder } from '../plan/dependency-order';
import { isText, listOf, type Scope, type Section, sectionOf, valueIn } from './evaluate';

/** Reads a template for these parameters, its own defaults where they say nothing. */
export function scopeOf(template: Section, given: Readonly<Record<string, string>>): Scope {
  const scope = { parameters: parametersOf(template, given), mappings: sectionOf(template.Mappings) };
  return { ...scope, truths: truthsOf(sectionOf(template.Conditions), scope) };
}

/** `Ref` can mean a resource, too: where one is called like a parameter that is handed over, the resource is meant. */
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

/** Its value is the name of what AWS looks up. */
const isLookedUp = ({ Type: type }: Section): boolean =>
  typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value');

/** Each condition is asked once, behind those that it asks itself: however many lead to another, and in a ring, which has no answer. */
function truthsOf(conditions: Section, scope: Omit<Scope, 'truths'>): ReadonlyMap<string, boolean> {
  const all = Object.entries(conditions).map(([name, written]) => ({ name, written, dependsOn: askedIn(written) }));
  const ring = new Set(cyclic(all));
  const truths = new Map<string, boolean>();
  for (const { name, written } of inDependencyOrder(all.filter((one) => !ring.has(one.name)))) {
    const truth = valueIn(written, { ...scope, truths });
    if (typeof truth === 'boolean') truths.set(name, truth);
  }
  return truths;
}

/** The names of the conditions that a value asks. Goes level by level, so no depth can exhaust the stack. */
function askedIn(written: unknown): string[] {
  const names: unknown[] = [];
  for (let level = [written]; level.length > 0; level = level.flatMap(partsOf))
    for (const part of level.map(sectionOf)) names.push(part.Condition, listOf(part['Fn::If'])[0]);
  return names.filter((name) => typeof name === 'string');
}

const partsOf = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []);

/**
 * The same scope where whatever is a place's own, such as its zone, is said by a word: readings at two places then differ only where
 * the places are not meant to. Conditions hold as they do at the place, and maps are read for it.
 */
export function inWords(scope: Scope, words: ReadonlyMap<string, string>): Scope {
  const say = (text: string): string => words.get(text) ?? text;
  const parameters = each(scope.parameters, (value) => (typeof value === 'string' ? say(value) : value.map(say)));
  const byWord = (map: unknown): Section => {
    const keys = Object.entries(sectionOf(map));
    return Object.fromEntries([...keys, ...keys.map(([key, entry]) => [say(key), entry])]);
  };
  return { ...scope, parameters, mappings: each(scope.mappings, (map) => byWord(each(sectionOf(map), byWord))) };
}

const each = <T, U>(section: Readonly<Record<string, T>>, change: (part: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(section).map(([key, part]) => [key, change(part)]));
