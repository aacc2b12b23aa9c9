/**
 * What a CloudFormation template says for given parameters, as far as that can be known without AWS. What cannot be is left as it is
 * written, so that two readings of the same template differ only where the parameters make them differ.
 */

/** The parts of a template that decide what its properties come to, and its parameters. */
export interface Scope {
  /** One that is a list, as a `CommaDelimitedList` is, by its parts. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly mappings: Section;
  /** Whether each condition holds. One that is not there cannot be known. */
  readonly truths: ReadonlyMap<string, boolean>;
}

export type Section = Readonly<Record<string, unknown>>;

/** A value as a section; nothing where it is none. */
export const sectionOf = (value: unknown): Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A value as a list; an empty one where it is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Nobody could read a template that is nested deeper. What lies below is left as it is written, so that none exhausts the stack. */
const mostLevels = 100;

/** In characters: what CloudFormation takes in a parameter. A text that doubles with each level would soon be longer than any memory. */
const longest = 4096;

/** What a written value comes to. Each part of it is looked at once, the innermost first. */
export function valueIn(written: unknown, scope: Scope, level = 0): unknown {
  if (typeof written !== 'object' || written === null || level > mostLevels) return written;
  const within = (part: unknown) => valueIn(part, scope, level + 1);
  if (Array.isArray(written)) return written.map((part) => within(part));
  const said = Object.fromEntries(Object.entries(written).map(([key, part]) => [key, within(part)]));
  const [[word, argument] = ['', undefined], ...more] = Object.entries(said);
  const called = more.length === 0 && Object.hasOwn(functions, word) ? functions[word]?.(argument, scope) : undefined;
  return called ?? said;
}

/** Takes what its argument came to, and answers `undefined` where it cannot know. */
type Called = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Called>> = {
  Ref: (name, { parameters }) => (typeof name === 'string' ? own(parameters, name) : undefined),
  Condition: (name, { truths }) => (typeof name === 'string' ? truths.get(name) : undefined),
  'Fn::Sub': (argument, scope) => substituted(argument, scope),
  'Fn::Join': (argument) => {
    const [by, parts] = listOf(argument);
    return typeof by === 'string' && Array.isArray(parts) ? joined(parts, by) : undefined;
  },
  'Fn::Split': (argument) => {
    const [by, text] = listOf(argument);
    return isText(by) && by !== '' && isText(text) ? `${text}`.split(`${by}`) : undefined;
  },
  'Fn::Select': (argument) => {
    const [at, parts] = listOf(argument);
    // One that only AWS knows may be none at all, and then the others move up.
    return isText(at) && /^\d+$/.test(`${at}`) && listOf(parts).every(isText) ? listOf(parts)[Number(at)] : undefined;
  },
  'Fn::If': (argument, { truths }) => {
    const [condition, yes, no] = listOf(argument);
    const truth = typeof condition === 'string' ? truths.get(condition) : undefined;
    return truth === undefined ? undefined : truth ? yes : no;
  },
  'Fn::FindInMap': (argument, { mappings }) => {
    const [map, top, second, otherwise] = listOf(argument);
    const known = entryOf(mappings, map);
    const { DefaultValue: byDefault } = known !== undefined && isText(top) && isText(second) ? sectionOf(otherwise) : {};
    return entryOf(entryOf(known, top), second) ?? byDefault;
  },
  'Fn::Equals': (argument) => {
    const [left, right] = listOf(argument);
    return isPlain(left) && isPlain(right) ? `${left}` === `${right}` : undefined;
  },
  'Fn::Not': (argument) => negated(listOf(argument)[0]),
  'Fn::And': (argument) => allOf(listOf(argument)),
  'Fn::Or': (argument) => negated(allOf(listOf(argument).map(negated))),
};

function substituted(argument: unknown, { parameters }: Scope): string | undefined {
  const [text, more] = typeof argument === 'string' ? [argument, {}] : listOf(argument);
  if (typeof text !== 'string') return undefined;
  const known: Section = { ...parameters, ...sectionOf(more) };
  const parts = text.split(/\$\{([^}]*)\}/);
  return joined(parts.map((part, at) => (at % 2 === 1 ? named(part, known) : part.includes('${') ? undefined : part)));
}

/** What a name between braces stands for; behind an exclamation mark it is meant as it is written. */
const named = (name: string, known: Section): unknown => (name.startsWith('!') ? `\${${name.slice(1)}}` : own(known, name));

/** Texts in one; `undefined` where one of them, or the whole, cannot be read here. Measures before it joins. */
function joined(parts: readonly unknown[], by = ''): string | undefined {
  if (!parts.every(isText)) return undefined;
  const length = parts.reduce<number>((sum, part) => sum + `${part}`.length, by.length * (parts.length - 1));
  const text = length > longest ? undefined : parts.join(by);
  return isText(text) ? text : undefined;
}

const negated = (truth: unknown): boolean | undefined => (typeof truth === 'boolean' ? !truth : undefined);

function allOf(truths: readonly unknown[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.length > 0 && truths.every((truth) => truth === true) ? true : undefined;
}

/** What a section says itself: `toString` is no entry of a map. */
const own = (section: Section, name: string): unknown => (Object.hasOwn(section, name) ? section[name] : undefined);

const entryOf = (map: unknown, key: unknown): unknown => (isText(key) ? own(sectionOf(map), `${key}`) : undefined);

/** A text that asks AWS for a part of itself, as `{{resolve:ssm:/shop/name}}` does, is none that can be read here, nor is one too long. */
export const isText = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= longest && !value.includes('{{resolve:'));

const isPlain = (value: unknown): value is string | number | boolean => isText(value) || typeof value === 'boolean';
