/** What is wrong with a value that has the wrong shape, in words that follow its path: `"make" is not a list: write ["make"]`. */
import type { Part } from './json-schema';
import { whatToWrite } from './what-to-write';

/** A place of a pipeline: its value, and its part of the schema. */
export interface Place {
  readonly value: unknown;
  readonly part: Part;
  readonly isOptional: boolean;
}

/** Uses the schema's own message if it has one, as in `is not a duration: write a number and a unit`. */
export function shapeMessage({ value, part, isOptional }: Place, own?: string): string {
  const [isNot, write] = own === undefined ? [isNotOf(part), whatToWrite(value, part)] : own.split(': ');
  const orLeaveOut = isOptional && (value === null || part.const !== undefined) ? ', or leave it out' : '';
  return `${value === undefined ? 'is missing' : `${shown(value)} ${isNot}`}: ${write}${orLeaveOut}`;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
};

function isNotOf({ type, enum: words, const: word, anyOf }: Part): string {
  if (words !== undefined || word !== undefined) return 'is not known here';
  if (anyOf !== undefined) return 'is neither text nor an object';
  return type === 'boolean' ? 'is neither true nor false' : `is not ${nouns[String(type)] ?? 'an object'}`;
}

/** The rest of a longer value does not help to recognise it. */
const maximumLength = 60;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? `a ${typeof value}`;
  return text.length > maximumLength ? `${text.slice(0, maximumLength)}…` : text;
}
