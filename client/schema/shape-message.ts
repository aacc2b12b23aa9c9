/** What is wrong with a value whose shape is not that of its place, in words that follow the path: `"make" is no list: write ["make"]`. */
import type { Part } from './json-schema';
import { whatToWrite } from './what-to-write';

/** A place of a pipeline: what stands there, and what the schema knows of it. */
export interface Place {
  readonly value: unknown;
  readonly part: Part;
  /** Whether it may be left out. */
  readonly isOptional: boolean;
}

/** By the schema alone, or by words that it has for such a place, as in `is no duration: write a number and a unit`. */
export function shapeMessage({ value, part, isOptional }: Place, own?: string): string {
  const [isNo, write] = own === undefined ? [isNoOf(part), whatToWrite(value, part)] : own.split(': ');
  const orNot = isOptional && (value === null || part.const !== undefined) ? ', or leave it out' : '';
  return `${value === undefined ? 'is missing' : `${shown(value)} ${isNo}`}: ${write}${orNot}`;
}

const nouns: Readonly<Record<string, string>> = { string: 'text', integer: 'count', array: 'list' };

function isNoOf({ type, enum: words, const: word, anyOf }: Part): string {
  if (words !== undefined || word !== undefined) return 'is not known here';
  if (anyOf !== undefined) return 'is neither text nor an object';
  return type === 'boolean' ? 'is neither true nor false' : `is no ${nouns[String(type)] ?? type ?? 'object'}`;
}

/** Longer values say no more of what they are. */
const longest = 60;

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? `a ${typeof value}`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
