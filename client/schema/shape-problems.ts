/** What is wrong with the shape of a value that should be a pipeline: each problem at its place, with what to write there. */
import type { z } from 'zod';
import type { Problem } from '../../pipeline/rules/problems';
import { type Part, shape } from './json-schema';
import { nearest } from './nearest';
import { shapeMessage } from './shape-message';
import { objectSchemaOf, subschemaAt, valueAt } from './subschema';

/** Nobody reads more; a hostile file can have millions. */
const most = 1000;

/** The problems that the schema found in a value. */
export function shapeProblems(value: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] {
  const whole = { value, root: shape() };
  const told = issues
    .slice(0, most)
    .flatMap(plain)
    .flatMap((issue) => problemsOf(issue, whole));
  const more = `is wrong in ${issues.length - most} more places: mend these first`;
  return issues.length <= most ? told : [...told, wrongShape([], whole, more)];
}

interface Whole {
  readonly value: unknown;
  readonly root: Part;
}

/** Where an object is one of several shapes, what is wrong with it as an object says more than that it is none of them. */
function plain(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.discriminator !== undefined) return [issue];
  const ofObject = issue.errors.find((inner) => inner.every(({ code, path }) => path.length > 0 || code !== 'invalid_type'));
  return ofObject?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) ?? [issue];
}

function problemsOf(issue: z.core.$ZodIssue, whole: Whole): Problem[] {
  const value = standing(issue.path, whole.value);
  const text = issue.code === 'unrecognized_keys' ? spread(value) : undefined;
  if (text !== undefined) return [wrongShape(issue.path, whole, words(text, issue, whole))];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknown([...issue.path, key], whole));
  return [wrongShape(issue.path, whole, words(value, issue, whole))];
}

function words(value: unknown, { path, message }: z.core.$ZodIssue, whole: Whole): string {
  const part = subschemaAt(path, whole.value, whole.root) ?? {};
  const { properties = {}, required = [] } = above(path, whole);
  const key = String(path.at(-1));
  const isOptional = Object.hasOwn(properties, key) && !required.includes(key);
  return shapeMessage({ value, part, isOptional }, message.startsWith('is no ') ? message : undefined);
}

function unknown(path: readonly PropertyKey[], whole: Whole): Problem {
  const near = nearest(String(path.at(-1)), Object.keys(above(path, whole).properties ?? {}));
  const mend = near === undefined ? 'take it out, or correct its name' : `did you mean ${near}?`;
  return wrongShape(path, whole, `is not known here: ${mend}`);
}

/** The object that a path's last key stands in. */
function above(path: readonly PropertyKey[], { value, root }: Whole): Part {
  const before = path.slice(0, -1);
  return objectSchemaOf(subschemaAt(before, value, root) ?? {}, standing(before, value));
}

/** `{ ...'1h' }` has the letters by their number: so a team's own function hands a text on that stands where an object is meant. */
function spread(value: unknown): string | undefined {
  const letters = Object.entries(Object(value)).flatMap(([key, letter]) => (/^\d+$/.test(key) ? [letter] : []));
  return letters.length > 0 && letters.every((letter) => typeof letter === 'string' && letter.length === 1)
    ? letters.join('')
    : undefined;
}

const wrongShape = (path: readonly PropertyKey[], { value }: Whole, message: string): Problem => ({
  path: placeOf(path, value),
  message,
  level: 'error',
  rule: 'wrong-shape',
});

const standing = (path: readonly PropertyKey[], value: unknown): unknown => path.reduce(valueAt, value);

/** As rules say it: what stands in a list and has a name goes by its name. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  const names = path.map((key, index) => {
    const name = typeof key === 'number' ? valueAt(standing(path.slice(0, index + 1), value), 'name') : undefined;
    return typeof name === 'string' && name !== '' ? name : String(key);
  });
  return names.join('/') || 'the file';
}
