import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { z } from 'zod';
import type { Pipeline } from '../pipeline/model';
import { isObstacle, type Known, type Problem, problems } from '../pipeline/problems';
import { exportedBy, type Leave, Unreadable } from './exported';
import { pipelineSchema } from './schema';
import { unfit } from './unfit';

/** A pipeline file as it was read, or all that is wrong with its shape. Whether a change may start with it is another question. */
export type Read =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** A pipeline that a change may start with, and what there is to say of it all the same; or every problem with it at once. */
export type Loaded =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly remarks: readonly Problem[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a pipeline to start a change with it, by the rules of the model and of `known`. Rejects with `Unreadable` where the file cannot be read or run. */
export async function loadPipeline(file: string, leave: Leave = {}, known: Known = {}): Promise<Loaded> {
  const read = await readPipeline(file, leave);
  if (read.kind === 'problems') return read;
  const found = problems(read.pipeline, known);
  const obstacles = found.filter(isObstacle);
  return obstacles.length === 0 ? { ...read, remarks: found } : { kind: 'problems', problems: obstacles };
}

/**
 * Reads a pipeline from a TypeScript or JavaScript file's default export, or from JSON, to look at it: no rule is asked. Rejects with
 * `Unreadable` where the file cannot be read or run.
 */
export async function readPipeline(file: string, leave: Leave = {}): Promise<Read> {
  const read = pipelineSchema.safeParse(await valueIn(resolve(file), leave), { reportInput: true });
  return read.success
    ? { kind: 'pipeline', pipeline: read.data }
    : { kind: 'problems', problems: read.error.issues.flatMap(problemsOf) };
}

/** What is not known is said at its own place; what is wrong is shown, and what was expected instead. */
function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = (path: readonly PropertyKey[]) => path.join('/') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => wrongShape(at([...issue.path, key]), 'is not known here: take it out, or correct its name'));
  }
  const expected = issue.message.replace(/^Invalid (?:input|option): /, '').replace(/, received \w+$/, '');
  return [wrongShape(at(issue.path), `${shown(wrongIn(issue))}: ${expected}`)];
}

/** Of a part whose kind is not known, the kind is what is wrong, not the part. */
const wrongIn = (issue: z.core.$ZodIssue): unknown =>
  issue.code === 'invalid_union' && issue.discriminator !== undefined ? Object(issue.input)[issue.discriminator] : issue.input;

const wrongShape = (path: string, message: string): Problem => ({ path, message, level: 'error', rule: 'wrong-shape' });

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : (JSON.stringify(value) ?? `a ${typeof value}`);
}

/** The longest pipelines have some hundred thousand bytes. */
const mostBytes = 1 << 20;

async function valueIn(file: string, leave: Leave): Promise<unknown> {
  const value = extname(file) === '.json' ? await jsonIn(file) : await exportedBy(file, leave);
  const because = unfit(value);
  if (because !== undefined) throw new Unreadable(because);
  return value;
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > mostBytes) throw new Unreadable(`it has ${size} bytes: no pipeline has more than ${mostBytes}`);
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (err) {
    if (err instanceof Unreadable) throw err;
    throw new Unreadable(err instanceof Error ? err.message : String(err));
  }
}
