import type { Part } from './json-schema';
import { listed } from './listed';
import { nearest } from './nearest';
import { objectSchemaOf } from './subschema';

/** The advice for a wrong value: the value itself in the right form if it is clear what was meant, else an example. */
export function whatToWrite(value: unknown, part: Part): string {
  if (part.enum !== undefined || part.const !== undefined) return oneOfWords(value, part.enum ?? [part.const]);
  if (part.anyOf !== undefined) return `write text in quotes, or ${object(objectSchemaOf(part))}`;
  switch (part.type) {
    case 'string':
      return text(value, part);
    case 'number':
    case 'integer':
      return number(value, part);
    case 'boolean':
      return value === 'true' || value === 'false' ? `write ${value}, without quotes` : 'write true or false';
    case 'array':
      return list(value, part);
    default:
      return `write ${object(part)}`;
  }
}

function oneOfWords(value: unknown, words: readonly unknown[]): string {
  const texts = words.filter((one) => typeof one === 'string');
  const near = texts.length > 1 ? nearest(String(value), texts) : undefined;
  const known = words.map((one) => JSON.stringify(one));
  return `${near === undefined ? '' : `did you mean ${JSON.stringify(near)}? `}write ${listed(known, 'or')}`;
}

function text(value: unknown, part: Part): string {
  if (isAmong(typeof value, 'number', 'boolean')) return `put it in quotes, ${JSON.stringify(String(value))}`;
  const [only, ...more] = Array.isArray(value) ? value : [];
  return typeof only === 'string' && more.length === 0 ? `write ${JSON.stringify(only)}` : `write text in quotes${example(part)}`;
}

function number(value: unknown, { type, minimum, exclusiveMinimum, maximum = Number.MAX_SAFE_INTEGER }: Part): string {
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return `write ${Number(value)}, without quotes`;
  const bounds = [
    ...(minimum === undefined ? [] : [`${minimum} or more`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(maximum < Number.MAX_SAFE_INTEGER ? [`at most ${maximum}`] : []),
  ];
  return [`write a ${type === 'integer' ? 'whole number' : 'number'}`, ...bounds].join(', ');
}

function list(value: unknown, part: Part): string {
  if (takesText(part.items) && isAmong(typeof value, 'string', 'number', 'boolean'))
    return `write ${JSON.stringify(wordsOf(String(value), part)).replaceAll('","', '", "')}`;
  return isEmpty(part.examples?.[0]) ? 'write a list, [] if it is empty' : `write a list${example(part)}`;
}

const takesText = (items: Part['items']): boolean =>
  typeof items === 'object' && !Array.isArray(items) && [items, ...(items.anyOf ?? [])].some(({ type }) => type === 'string');

/** Splits a command into words if its example shows a list of words. Only a shell could split a command with quotes. */
function wordsOf(value: string, { examples: [example] = [] }: Part): string[] {
  return Array.isArray(example) && example.length > 1 && !/["'\\]/.test(value) ? value.trim().split(/\s+/) : [value];
}

function object({ oneOf = [], properties, required = [], minProperties }: Part): string {
  if (oneOf.length > 0) return `an object whose kind is ${listed(kindsOf(oneOf), 'or')}`;
  if (properties === undefined && minProperties !== undefined) return 'an object with a key for each name';
  return required.length === 0 ? 'an object, {} if it is empty' : `an object with ${listed(required, 'and')}`;
}

const kindsOf = (oneOf: readonly Part[]): string[] =>
  oneOf.flatMap(({ properties: { kind } = {} }) => (typeof kind === 'object' ? [JSON.stringify(kind.const)] : []));

const example = ({ examples: [first] = [] }: Part): string =>
  first === undefined || isEmpty(first) ? '' : `, as in ${JSON.stringify(first)}`;

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const isAmong = (value: string, ...words: readonly string[]): boolean => words.includes(value);
