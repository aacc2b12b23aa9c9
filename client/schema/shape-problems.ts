/** What is wrong with the shape of a value that should be a pipeline: each problem with its path, and what to write there. */
import type { z } from 'zod';
import type { Problem } from '../../pipeline/rules/problems';
import { annotatedSchema, type Part } from './json-schema';
import { nearest } from './nearest';
import { shapeMessage } from './shape-message';
import { objectSchemaOf, subschemaAt, valueAt } from './subschema';

/** A hostile file can have millions of problems, and nobody reads more than this. */
const maximumProblems = 1000;

/** The problems for the issues that the schema found in a value. */
export function shapeProblems(value: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] {
  const context = { value, schema: annotatedSchema() };
  const problems = issues
    .slice(0, maximumProblems)
    .flatMap(withoutUnion)
    .flatMap((issue) => problemsOf(issue, context));
  const more = `has ${issues.length - maximumProblems} more problems: fix these first`;
  return issues.length <= maximumProblems ? problems : [...problems, wrongShape([], context, more)];
}

/** The whole value and its schema. */
interface Context {
  readonly value: unknown;
  readonly schema: Part;
}

/** If an object matches none of several shapes, its problems as an object are more useful than that it matches none. */
function withoutUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.discriminator !== undefined) return [issue];
  const asObject = issue.errors.find((inner) => inner.every(({ code, path }) => path.length > 0 || code !== 'invalid_type'));
  return asObject?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}

function problemsOf(issue: z.core.$ZodIssue, context: Context): Problem[] {
  const value = valueAtPath(issue.path, context.value);
  if (issue.code !== 'unrecognized_keys') return [wrongShape(issue.path, context, messageOf(value, issue, context))];
  const text = spreadText(value);
  if (text !== undefined) return [wrongShape(issue.path, context, messageOf(text, issue, context))];
  return issue.keys.map((key) => unknownKey([...issue.path, key], context));
}

/** Only the schema's own messages begin like this. */
const isOwn = (message: string): boolean => message.startsWith('is not a ');

function messageOf(value: unknown, { path, message }: z.core.$ZodIssue, context: Context): string {
  const part = subschemaAt(path, context.value, context.schema) ?? {};
  const { properties = {}, required = [] } = parentOf(path, context);
  const key = String(path.at(-1));
  const isOptional = Object.hasOwn(properties, key) && !required.includes(key);
  return shapeMessage({ value, part, isOptional }, isOwn(message) ? message : undefined);
}

function unknownKey(path: readonly PropertyKey[], context: Context): Problem {
  const meant = nearest(String(path.at(-1)), Object.keys(parentOf(path, context).properties ?? {}));
  const advice = meant === undefined ? 'remove it, or correct its name' : `did you mean ${meant}?`;
  return wrongShape(path, context, `is not known here: ${advice}`);
}

/** The schema of the object that has the path's last key. */
function parentOf(path: readonly PropertyKey[], { value, schema }: Context): Part {
  const before = path.slice(0, -1);
  return objectSchemaOf(subschemaAt(before, value, schema) ?? {}, valueAtPath(before, value));
}

/** The text that was spread into an object: `{ ...'1h' }` has its letters by number. A team's own function can do that by mistake. */
function spreadText(value: unknown): string | undefined {
  const letters = Object.entries(Object(value)).flatMap(([key, letter]) => (/^\d+$/.test(key) ? [letter] : []));
  return letters.length > 0 && letters.every((letter) => typeof letter === 'string' && letter.length === 1)
    ? letters.join('')
    : undefined;
}

const wrongShape = (path: readonly PropertyKey[], { value }: Context, message: string): Problem => ({
  path: placeOf(path, value),
  message,
  level: 'error',
  rule: 'wrong-shape',
});

const valueAtPath = (path: readonly PropertyKey[], value: unknown): unknown => path.reduce(valueAt, value);

/** The path as rules write it: an item of a list goes by its name, if it has one. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  const names = path.map((key, index) => {
    const name = typeof key === 'number' ? valueAt(valueAtPath(path.slice(0, index + 1), value), 'name') : undefined;
    return typeof name === 'string' && name !== '' ? name : String(key);
  });
  return names.join('/') || 'the file';
}
