/**
 * What a CloudFormation template says for given parameters, as far as that can be known without AWS. What cannot be is left as it is
 * written, so that two readings of the same template differ only where the parameters make them differ.
 */

/** The parts of a template that decide what its properties come to, and its parameters. */
export interface Scope {
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: Section;
  readonly mappings: Section;
  /** Conditions that are being asked already: a ring of them has no answer. */
  readonly asking?: readonly string[];
}

export type Section = Readonly<Record<string, unknown>>;

/** A value as a section; nothing where it is none. */
export const sectionOf = (value: unknown): Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** Reads a template for these parameters, its own defaults where they say nothing. */
export function scopeOf(template: Section, given: Readonly<Record<string, string>>): Scope {
  const defaults = Object.entries(sectionOf(template.Parameters)).flatMap(([name, declared]) => {
    const value = sectionOf(declared).Default;
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    parameters: { ...Object.fromEntries(defaults), ...given },
    conditions: sectionOf(template.Conditions),
    mappings: sectionOf(template.Mappings),
  };
}

/** What a written value comes to. */
export function valueIn(written: unknown, scope: Scope): unknown {
  if (Array.isArray(written)) return written.map((part) => valueIn(part, scope));
  if (typeof written !== 'object' || written === null) return written;
  const [[word, argument] = ['', undefined], ...more] = Object.entries(written);
  const called = more.length === 0 && Object.hasOwn(functions, word) ? functions[word]?.(argument, scope) : undefined;
  return called ?? Object.fromEntries(Object.entries(written).map(([key, part]) => [key, valueIn(part, scope)]));
}

/** Whether a condition holds; `undefined` where that cannot be known. */
export function holds(condition: string, scope: Scope): boolean | undefined {
  const asking = scope.asking ?? [];
  return asking.includes(condition)
    ? undefined
    : truthOf(scope.conditions[condition], { ...scope, asking: [...asking, condition] });
}

type Called = (argument: unknown, scope: Scope) => unknown;

/** Each answers `undefined` where it cannot know. */
const functions: Readonly<Record<string, Called>> = {
  Ref: (name, { parameters }) => (typeof name === 'string' && Object.hasOwn(parameters, name) ? parameters[name] : undefined),
  'Fn::Sub': (argument, scope) => substituted(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [by, parts] = listOf(valueIn(argument, scope));
    const texts = listOf(parts);
    return typeof by === 'string' && texts.every((part) => typeof part === 'string') ? texts.join(by) : undefined;
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = listOf(argument);
    const truth = typeof condition === 'string' ? holds(condition, scope) : undefined;
    return truth === undefined ? undefined : valueIn(truth ? yes : no, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second] = listOf(valueIn(argument, scope)).map(String);
    return sectionOf(sectionOf(scope.mappings[map ?? ''])[top ?? ''])[second ?? ''];
  },
};

function substituted(argument: unknown, scope: Scope): string | undefined {
  const [text, own] = typeof argument === 'string' ? [argument, {}] : listOf(argument);
  if (typeof text !== 'string') return undefined;
  const known: Section = { ...scope.parameters, ...sectionOf(valueIn(sectionOf(own), scope)) };
  const said = text.replace(/\$\{([^}!]+)\}/g, (whole, name: string) => {
    const value = known[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
  return said.includes('${') ? undefined : said;
}

function truthOf(written: unknown, scope: Scope): boolean | undefined {
  const { Condition: other, 'Fn::Equals': equals, 'Fn::Not': not, 'Fn::And': and, 'Fn::Or': or } = sectionOf(written);
  if (typeof other === 'string') return holds(other, scope);
  if (equals !== undefined) return equal(listOf(valueIn(equals, scope)));
  if (not !== undefined) return negated(truthOf(listOf(not)[0], scope));
  if (and !== undefined) return allOf(listOf(and).map((part) => truthOf(part, scope)));
  return or === undefined ? undefined : negated(allOf(listOf(or).map((part) => negated(truthOf(part, scope)))));
}

const equal = ([left, right]: readonly unknown[]): boolean | undefined =>
  typeof left === 'object' || typeof right === 'object' ? undefined : String(left) === String(right);

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

function allOf(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
