import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { isObstacle, type Known, type Problem, problems } from '../../pipeline/rules/problems';
import { isMissing } from '../is-missing';
import { pipelineSchema } from '../schema/pipeline';
import { shapeProblems } from '../schema/shape-problems';
import { whyUnsafe } from '../schema/unsafe-value';
import { defaultExport, type Limits, Unreadable } from './isolated/default-export';
import { jsonIn } from './json-file';

/** A pipeline file as it was read, or all that is wrong with its shape. Whether a change may start with it is another question. */
export type Read =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** A pipeline that a change may start with, and what there is to say of it all the same; or every problem with it at once. */
export type Loaded =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly remarks: readonly Problem[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a pipeline to start a change with it, by the rules of the model and of `known`. Rejects with `Unreadable` where the file cannot be read or run. */
export async function loadPipeline(file: string, leave: Limits = {}, known: Known = {}): Promise<Loaded> {
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
export async function readPipeline(file: string, leave: Limits = {}): Promise<Read> {
  const value = await valueIn(file, leave);
  const read = pipelineSchema.safeParse(value);
  return read.success
    ? { kind: 'pipeline', pipeline: read.data }
    : { kind: 'problems', problems: shapeProblems(value, read.error.issues) };
}

/** What a pipeline file may be: whatever jiti runs, and JSON. */
const endings = ['.ts', '.js', '.mts', '.cts', '.mjs', '.cjs', '.json'];

async function valueIn(file: string, leave: Limits): Promise<unknown> {
  const there = await stat(file).catch((err: unknown) => {
    throw new Unreadable(isMissing(err) ? `there is no file ${file}` : err instanceof Error ? err.message : String(err));
  });
  if (there.isDirectory()) throw new Unreadable('it is no file');
  const ending = extname(file);
  if (!endings.includes(ending))
    throw new Unreadable(`its name ends in ${ending || 'nothing'}: that of a pipeline file ends in one of ${endings.join(', ')}`);
  const value = await (ending === '.json' ? jsonIn(file) : defaultExport(resolve(file), leave));
  const because = whyUnsafe(value);
  if (because !== undefined) throw new Unreadable(because);
  return value;
}
