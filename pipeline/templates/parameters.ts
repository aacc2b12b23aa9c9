/** The parameters that a template declares, and which values CloudFormation would refuse for them. */
import { isText } from './evaluate';
import { matches } from './pattern/matches';
import { parsePattern } from './pattern/parse-pattern';
import { listOf, type Section, sectionOf } from './section';

/** A parameter as a template declares it. */
export interface DeclaredParameter {
  readonly name: string;
  readonly written: Section;
  /** `undefined` if a value must be given. */
  readonly byDefault: string | undefined;
}

/** A parameter of a stack that a pipeline deploys. */
export interface DeployedParameter {
  /** `components/api/template/Parameters/Name`. */
  readonly path: string;
  /** The name of the stage. */
  readonly stage: string;
  readonly component: string;
  readonly declared: DeclaredParameter;
  readonly isGiven: boolean;
  /** Absent if nothing gives one, and if only the build knows it. */
  readonly value?: string;
}

/** The parameters of a template, in the order of writing. */
export const parametersIn = (template: unknown): DeclaredParameter[] =>
  Object.entries(sectionOf(sectionOf(template).Parameters)).map(([name, declaration]) => {
    const written = sectionOf(declaration);
    const { Default: value } = written;
    return { name, written, byDefault: value === undefined || typeof value === 'object' ? undefined : String(value) };
  });

/**
 * Why CloudFormation refuses a value for a parameter, as a clause that follows the value: `is not one of its AllowedValues (a, b)`.
 * `undefined` if it does not, or if that cannot be told here: what a parameter of AWS Systems Manager contains, and some patterns.
 */
export function whyRefused({ written }: DeclaredParameter, value: string): string | undefined {
  const { Type: type = 'String' } = written;
  if (typeof type !== 'string' || isLookedUp(type) || !isText(value)) return undefined;
  return constraints.flatMap((constraint) => constraint(written, { value, type, items: itemsOf(type, value) }) ?? [])[0];
}

/** Whether the parameter's pattern uses what only Java can test. */
export const hasUnreadablePattern = ({ written: { AllowedPattern: pattern } }: DeclaredParameter): boolean =>
  typeof pattern === 'string' && parsePattern(pattern) === undefined;

interface Given {
  readonly value: string;
  readonly type: string;
  /** The items of a list; of any other type the value itself. */
  readonly items: readonly string[];
}

type Constraint = (written: Section, given: Given) => string | undefined;

/** AWS looks the value up, and constraints are about what it finds. */
const isLookedUp = (type: string): boolean => type.startsWith('AWS::SSM::Parameter');

const isList = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');

/** AWS does not document whether the items of an empty list are none or an empty one, so nothing is asked of them. */
const itemsOf = (type: string, value: string): string[] =>
  !isList(type) ? [value] : value.trim() === '' ? [] : value.split(',').map((item) => item.trim());

const allowedValues: Constraint = ({ AllowedValues: written }, { value, items }) => {
  const allowed = listOf(written).map(String);
  if (allowed.length === 0 || allowed.includes(value)) return undefined;
  return items.every((item) => allowed.some((one) => isSame(one, item)))
    ? undefined
    : `is not one of its AllowedValues (${fewOf(allowed)})`;
};

/** CloudFormation may write a number in another way. */
const isSame = (one: string, other: string): boolean =>
  one === other || (isNumber(one) && isNumber(other) && Number(one) === Number(other));

const allowedPattern: Constraint = ({ AllowedPattern: pattern }, { type, items }) =>
  typeof pattern === 'string' && patternTypes.includes(type) && items.some((item) => matches(pattern, item) === false)
    ? `does not match its AllowedPattern ${shortened(pattern)}`
    : undefined;

const patternTypes: readonly string[] = ['String', 'CommaDelimitedList'];

const numbers: Constraint = ({ MinValue: least, MaxValue: most }, { value, type, items }) => {
  if (type === 'List<Number>') return items.every(isNumber) ? undefined : 'is not a list of numbers';
  if (type !== 'Number') return undefined;
  if (!isNumber(value)) return 'is not a number';
  if (Number(value) < (limitOf(least) ?? -Infinity)) return `is less than its MinValue ${limitOf(least)}`;
  return Number(value) > (limitOf(most) ?? Infinity) ? `is more than its MaxValue ${limitOf(most)}` : undefined;
};

const lengths: Constraint = ({ MinLength: least, MaxLength: most }, { value, type }) => {
  if (type !== 'String') return undefined;
  if (value.length < (limitOf(least) ?? 0)) return `is shorter than its MinLength ${limitOf(least)}`;
  return value.length > (limitOf(most) ?? Infinity) ? `is longer than its MaxLength ${limitOf(most)}` : undefined;
};

const constraints: readonly Constraint[] = [allowedValues, numbers, lengths, allowedPattern];

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** CloudFormation accepts numbers as text too. */
const limitOf = (written: unknown): number | undefined =>
  (typeof written === 'number' || typeof written === 'string') && isNumber(`${written}`) ? Number(written) : undefined;

const fewOf = (all: readonly string[]): string =>
  [...all.slice(0, 10).map(shortened), ...(all.length > 10 ? ['…'] : [])].join(', ');

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
