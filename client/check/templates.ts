import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { deployableTemplate } from '../../formats/deployable-template';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Templates } from '../../pipeline/templates/templates';

/** What was found of a pipeline's templates. */
export interface FoundTemplates {
  /**
   * The content of all templates. Absent if one cannot be read, or if one is missing and no person named the folder: then the templates
   * may just not be built yet.
   */
  readonly templates?: Templates;
  readonly unreadable: readonly UnreadableTemplate[];
  /** The paths of all files that exist, readable or not. */
  readonly present: readonly string[];
}

export interface UnreadableTemplate {
  /** The path that components have. */
  readonly path: string;
  /** A sentence that names the file. */
  readonly because: string;
}

/** Finds the templates of a pipeline in the build's output, or in the folder itself. */
export async function findTemplates(
  { components, build }: Pipeline,
  { file, templates }: { readonly file: string; readonly templates?: string },
): Promise<FoundTemplates> {
  const folder = templates ?? dirname(file);
  const paths = new Set(
    Object.values(components).flatMap(({ template, oneBox }) => [template, ...(oneBox === undefined ? [] : [oneBox])]),
  );
  const results = await Promise.all(
    [...paths].map(async (path) => {
      const built = await readTemplate(folder, join(build.output, path));
      return { path, ...(built.kind === 'missing' ? await readTemplate(folder, path) : built) };
    }),
  );
  const unreadable = results.flatMap((one) => (one.kind === 'unreadable' ? [{ path: one.path, because: one.because }] : []));
  const read = results.flatMap((one) => (one.kind === 'read' ? [[one.path, one.template] as const] : []));
  const present = [...unreadable.map(({ path }) => path), ...read.map(([path]) => path)];
  const isComplete = unreadable.length === 0 && (read.length === results.length || templates !== undefined);
  return { unreadable, present, ...(isComplete && { templates: Object.fromEntries(read) }) };
}

type ReadTemplate =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly template: unknown }
  | { readonly kind: 'unreadable'; readonly because: string };

/** Errors that mean that no such file exists: also for a folder of that name, a path below a file, and a name that no file can have. */
const missingCodes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

const isNoFile = (err: unknown): boolean =>
  typeof err === 'object' && err !== null && 'code' in err && missingCodes.includes(String(err.code));

/** A path out of the folder counts as missing. */
async function readTemplate(folder: string, path: string): Promise<ReadTemplate> {
  const file = join(folder, path);
  if (isAbsolute(path) || relative(folder, file).startsWith('..')) return { kind: 'missing' };
  try {
    return parseTemplate(await readFile(file), file);
  } catch (err) {
    if (isNoFile(err)) return { kind: 'missing' };
    throw err;
  }
}

function parseTemplate(content: Uint8Array, file: string): ReadTemplate {
  const read = deployableTemplate(content);
  return read.kind === 'deployable'
    ? { kind: 'read', template: read.template }
    : { kind: 'unreadable', because: `${file}: ${read.because}` };
}
