/**
 * Evaluates CloudFormation templates as far as that is possible without AWS. A function whose result only AWS knows stays as it is written,
 * so two evaluations of the same template differ only because the parameters do.
 */
import { listOf, type Section, sectionOf } from './section';
import { parseSub } from './sub';

/** What the functions of a template can refer to. */
export interface Scope {
  /** A list, as of type `CommaDelimitedList`, by its items. An attribute of a resource that is known has its name here: `Errors.Arn`. */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  readonly mappings: Section;
  /** The value of each condition. A condition that is absent here cannot be known. */
  readonly truths: ReadonlyMap<string, boolean>;
}

/** Deeper parts stay as they are written, so that no template exhausts the stack. Nobody could read one that is nested deeper. */
const maximumDepth = 100;

/** In characters: CloudFormation's limit for a parameter. A text that doubles with each level would soon exceed any memory. */
const maximumLength = 4096;

/** The value of a part of a template. Visits each inner part once, the innermost first. */
export function evaluate(written: unknown, scope: Scope, depth = 0): unknown {
  if (typeof written !== 'object' || written === null || depth > maximumDepth) return written;
  const within = (part: unknown) => evaluate(part, scope, depth + 1);
  if (Array.isArray(written)) return written.map((part) => within(part));
  const evaluated = Object.fromEntries(Object.entries(written).map(([key, part]) => [key, within(part)]));
  const [[name, argument] = ['', undefined], ...others] = Object.entries(evaluated);
  const isCall = others.length === 0 && Object.hasOwn(functions, name);
  return (isCall ? functions[name]?.(argument, scope) : undefined) ?? evaluated;
}

/** An intrinsic function: takes its evaluated argument, and returns `undefined` if only AWS knows the result. */
type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const functions: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, { parameters }) => (typeof name === 'string' ? ownEntry(parameters, name) : undefined),
  'Fn::GetAtt': (argument, { parameters }) => {
    const parts = typeof argument === 'string' ? [argument] : listOf(argument);
    return parts.every((part) => typeof part === 'string') ? ownEntry(parameters, parts.join('.')) : undefined;
  },
  Condition: (name, { truths }) => (typeof name === 'string' ? truths.get(name) : undefined),
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Join': (argument) => {
    const [separator, parts] = listOf(argument);
    return typeof separator === 'string' && Array.isArray(parts) ? join(parts, separator) : undefined;
  },
  'Fn::Split': (argument) => {
    const [separator, text] = listOf(argument);
    return isText(separator) && separator !== '' && isText(text) ? `${text}`.split(`${separator}`) : undefined;
  },
  'Fn::Select': (argument) => {
    const [index, items] = listOf(argument);
    // An item that only AWS knows may be AWS::NoValue, and then the others move up.
    return isText(index) && /^\d+$/.test(`${index}`) && listOf(items).every(isText) ? listOf(items)[Number(index)] : undefined;
  },
  'Fn::If': (argument, { truths }) => {
    const [condition, yes, no] = listOf(argument);
    const truth = typeof condition === 'string' ? truths.get(condition) : undefined;
    return truth === undefined ? undefined : truth ? yes : no;
  },
  'Fn::FindInMap': (argument, { mappings }) => {
    const [name, top, second, options] = listOf(argument);
    const map = entryOf(mappings, name);
    const { DefaultValue: byDefault } = map !== undefined && isText(top) && isText(second) ? sectionOf(options) : {};
    return entryOf(entryOf(map, top), second) ?? byDefault;
  },
  'Fn::Equals': (argument) => {
    const [left, right] = listOf(argument);
    return isScalar(left) && isScalar(right) ? `${left}` === `${right}` : undefined;
  },
  'Fn::Not': (argument) => not(listOf(argument)[0]),
  'Fn::And': (argument) => and(listOf(argument)),
  'Fn::Or': (argument) => not(and(listOf(argument).map(not))),
};

function substitute(argument: unknown, { parameters }: Scope): string | undefined {
  const [text, variables] = typeof argument === 'string' ? [argument, {}] : listOf(argument);
  const parts = typeof text === 'string' ? parseSub(text) : undefined;
  const own = sectionOf(variables);
  const named = (name: string) => ownEntry(Object.hasOwn(own, name) ? own : parameters, name);
  return parts && join(parts.map((part) => (part.kind === 'literal' ? part.text : named(part.name))));
}

/** Texts joined; `undefined` if one of them or the result cannot be known here. Checks the length before it joins. */
function join(parts: readonly unknown[], separator = ''): string | undefined {
  if (!parts.every(isText)) return undefined;
  const length = parts.reduce<number>((sum, part) => sum + `${part}`.length, separator.length * (parts.length - 1));
  const text = length > maximumLength ? undefined : parts.join(separator);
  return isText(text) ? text : undefined;
}

const not = (truth: unknown): boolean | undefined => (typeof truth === 'boolean' ? !truth : undefined);

function and(truths: readonly unknown[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.length > 0 && truths.every((truth) => truth === true) ? true : undefined;
}

/** An own property: `toString` is not an entry of a map. */
const ownEntry = (section: Section, name: string): unknown => (Object.hasOwn(section, name) ? section[name] : undefined);

const entryOf = (map: unknown, key: unknown): unknown => (isText(key) ? ownEntry(sectionOf(map), `${key}`) : undefined);

/** Whether a value is a text that can be known here. `{{resolve:ssm:/shop/name}}` is looked up by AWS, and a text can be too long. */
export const isText = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= maximumLength && !value.includes('{{resolve:'));

const isScalar = (value: unknown): value is string | number | boolean => isText(value) || typeof value === 'boolean';
