import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Templates } from '../../pipeline/templates/templates';
import { jsonMistake } from '../read/json-mistake';
import { whyUnsafe } from '../schema/unsafe-value';

/** What is known of a pipeline's templates. */
export interface FoundTemplates {
  /** All that are there; absent where they are not at hand: one of them cannot be read, or is missing in a folder that nobody named, which may just not be built. */
  readonly templates?: Templates;
  /** Files that are there and cannot be read, by the paths that components have. */
  readonly unreadable: readonly UnreadableTemplate[];
  /** The paths of all that are there, whether or not they can be read. */
  readonly there: readonly string[];
}

export interface UnreadableTemplate {
  readonly path: string;
  /** A sentence that names the file. */
  readonly because: string;
}

/** The templates of a pipeline as they lie in the build's output, or in the folder itself. */
export async function findTemplates(
  { components, build }: Pipeline,
  { file, templates }: { readonly file: string; readonly templates?: string },
): Promise<FoundTemplates> {
  const folder = templates ?? dirname(file);
  const paths = Object.values(components).flatMap(({ template, oneBox }) => [
    template,
    ...(oneBox === undefined ? [] : [oneBox]),
  ]);
  const found = await Promise.all(
    [...new Set(paths)].map(async (path) => {
      const built = await templateIn(folder, join(build.output, path));
      return { path, ...(built.kind === 'missing' ? await templateIn(folder, path) : built) };
    }),
  );
  const unreadable = found.flatMap((one) => (one.kind === 'unreadable' ? [{ path: one.path, because: one.because }] : []));
  const whole = found.flatMap((one) => (one.kind === 'read' ? [[one.path, one.template] as const] : []));
  const there = [...unreadable.map(({ path }) => path), ...whole.map(([path]) => path)];
  const isAtHand = unreadable.length === 0 && (whole.length === found.length || templates !== undefined);
  return { unreadable, there, ...(isAtHand && { templates: Object.fromEntries(whole) }) };
}

type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'read'; readonly template: unknown }
  | { readonly kind: 'unreadable'; readonly because: string };

/** A folder of that name is no template, nor what lies below a file, nor what no file can be called. */
const isNoFile = (err: unknown): boolean =>
  typeof err === 'object' && err !== null && 'code' in err && codes.includes(String(err.code));

const codes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

/** What leads out of the folder is not at hand. */
async function templateIn(folder: string, path: string): Promise<Found> {
  const file = join(folder, path);
  if (isAbsolute(path) || relative(folder, file).startsWith('..')) return { kind: 'missing' };
  try {
    return templateOf(await readFile(file, 'utf8'), file);
  } catch (err) {
    if (isNoFile(err)) return { kind: 'missing' };
    throw err;
  }
}

function templateOf(text: string, file: string): Found {
  try {
    const template: unknown = JSON.parse(text);
    const because = whyUnsafe(template);
    return because === undefined
      ? { kind: 'read', template }
      : { kind: 'unreadable', because: `${file} is no template: ${because}` };
  } catch (err) {
    return { kind: 'unreadable', because: `${file}: ${jsonMistake(text) ?? String(err)}; write it as JSON, or synthesise it` };
  }
}
