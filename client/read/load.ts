import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Pipeline } from '../../pipeline/model/pipeline';
import { isObstacle, type Known, type Problem, problems } from '../../pipeline/rules/problems';
import { errorMessage } from '../error-message';
import { isMissing } from '../is-missing';
import { pipelineSchema } from '../schema/pipeline';
import { shapeProblems } from '../schema/shape-problems';
import { whyUnsafe } from '../schema/unsafe-value';
import { defaultExport, type Limits, Unreadable } from './isolated/default-export';
import { readJson } from './json-file';

/** A pipeline file as it was read, or everything that is wrong with its shape. Whether a change may start with it is not decided yet. */
export type Read =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** A pipeline that a change may start with, and remarks on it; or every problem with it at once. */
export type Loaded =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly remarks: readonly Problem[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a pipeline to start a change with it, by the rules of the model and of `known`. Rejects with `Unreadable` if the file cannot be read or run. */
export async function loadPipeline(file: string, limits: Limits = {}, known: Known = {}): Promise<Loaded> {
  const read = await readPipeline(file, limits);
  if (read.kind === 'problems') return read;
  const remarks = problems(read.pipeline, known);
  const obstacles = remarks.filter(isObstacle);
  return obstacles.length === 0 ? { ...read, remarks } : { kind: 'problems', problems: obstacles };
}

/**
 * Reads a pipeline from the default export of a TypeScript or JavaScript file, or from JSON. Checks its shape, and no rule. Rejects with
 * `Unreadable` if the file cannot be read or run.
 */
export async function readPipeline(file: string, limits: Limits = {}): Promise<Read> {
  const value = await valueIn(file, limits);
  const parsed = pipelineSchema.safeParse(value);
  return parsed.success
    ? { kind: 'pipeline', pipeline: parsed.data }
    : { kind: 'problems', problems: shapeProblems(value, parsed.error.issues) };
}

/** What jiti runs, and JSON. */
const extensions = ['.ts', '.js', '.mts', '.cts', '.mjs', '.cjs', '.json'];

async function valueIn(file: string, limits: Limits): Promise<unknown> {
  const stats = await stat(file).catch((err: unknown) => {
    throw new Unreadable(isMissing(err) ? `${file} does not exist` : errorMessage(err));
  });
  if (stats.isDirectory()) throw new Unreadable('it is a folder');
  const extension = extname(file);
  if (!extensions.includes(extension))
    throw new Unreadable(
      `its name ends in ${extension || 'nothing'}: the name of a pipeline file ends in ${extensions.join(', ')}`,
    );
  const value = await (extension === '.json' ? readJson(file) : defaultExport(resolve(file), limits));
  const why = whyUnsafe(value);
  if (why !== undefined) throw new Unreadable(why);
  return value;
}
