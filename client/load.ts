import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { z } from 'zod';
import type { Pipeline } from '../pipeline/model';
import { type Problem, problems } from '../pipeline/problems';
import { exportedBy, type Leave, Unreadable } from './exported';
import { pipelineSchema } from './schema';

/** A pipeline file as it was read: the pipeline, or every problem with it at once. */
export type Loaded =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * Reads a pipeline from a TypeScript or JavaScript file's default export, or from JSON. Rejects with `Unreadable` where the file cannot be
 * read or run.
 */
export async function loadPipeline(file: string, leave: Leave = {}): Promise<Loaded> {
  const read = pipelineSchema.safeParse(await valueIn(resolve(file), leave), { reportInput: true });
  if (!read.success) {
    return { kind: 'problems', problems: read.error.issues.flatMap(problemsOf) };
  }
  const found = problems(read.data);
  return found.length === 0 ? { kind: 'pipeline', pipeline: read.data } : { kind: 'problems', problems: found };
}

/** What is not known is said at its own place; what is wrong is shown, and what was expected instead. */
function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const at = (path: readonly PropertyKey[]) => path.join('/') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: at([...issue.path, key]),
      message: 'is not known here: take it out, or correct its name',
    }));
  }
  const expected = issue.message.replace(/^Invalid (?:input|option): /, '').replace(/, received \w+$/, '');
  return [{ path: at(issue.path), message: `${shown(issue.input)}: ${expected}` }];
}

function shown(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : (JSON.stringify(value) ?? `a ${typeof value}`);
}

async function valueIn(file: string, leave: Leave): Promise<unknown> {
  if (extname(file) !== '.json') return await exportedBy(file, leave);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (err) {
    throw new Unreadable(err instanceof Error ? err.message : String(err));
  }
}
