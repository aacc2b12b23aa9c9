import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import type { Pipeline } from '../pipeline/model';
import { type Problem, problems } from '../pipeline/problems';
import { pipelineSchema } from './schema';

/** A pipeline file as it was read: the pipeline, or every problem with it at once. */
export type Loaded =
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a pipeline from a TypeScript or JavaScript file's default export, or from JSON. Rejects where the file cannot be read or run. */
export async function loadPipeline(file: string): Promise<Loaded> {
  const read = pipelineSchema.safeParse(await valueIn(resolve(file)));
  if (!read.success) {
    return {
      kind: 'problems',
      problems: read.error.issues.map(({ path, message }) => ({
        path: path.join('/') || 'the file',
        message: message.toLowerCase(),
      })),
    };
  }
  const found = problems(read.data);
  return found.length === 0 ? { kind: 'pipeline', pipeline: read.data } : { kind: 'problems', problems: found };
}

/** The file says `import … from 'slipway'` wherever it lies: it gets the Slipway that reads it. */
async function valueIn(file: string): Promise<unknown> {
  if (extname(file) === '.json') return JSON.parse(await readFile(file, 'utf8'));
  const jiti = createJiti(__filename, {
    alias: { slipway: resolve(__dirname, '../pipeline/index.ts') },
    moduleCache: false,
    fsCache: false,
  });
  return await jiti.import(file, { default: true });
}
