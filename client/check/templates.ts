import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Pipeline } from '../../pipeline/model';
import type { Templates } from '../../pipeline/rule';
import { unfit } from '../unfit';

/**
 * The templates of a pipeline as they lie in the build's output, or in the folder itself. `undefined` where they are not at hand: one of
 * them is no JSON, or is missing in a folder that nobody named, which may just not be built.
 */
export async function templatesOf(
  { components, build }: Pipeline,
  { file, templates }: { readonly file: string; readonly templates?: string },
): Promise<Templates | undefined> {
  const folder = templates ?? dirname(file);
  const paths = Object.values(components).flatMap(({ template, oneBox }) => [
    template,
    ...(oneBox === undefined ? [] : [oneBox]),
  ]);
  const found = await Promise.all(
    [...new Set(paths)].map(async (path): Promise<[string, unknown]> => {
      const built = await jsonIn(folder, join(build.output, path));
      return [path, built === missing ? await jsonIn(folder, path) : built];
    }),
  );
  const isAtHand = found.every(([, template]) => template !== unreadable && (template !== missing || templates !== undefined));
  return isAtHand ? Object.fromEntries(found.filter(([, template]) => template !== missing)) : undefined;
}

const missing = Symbol('missing');
const unreadable = Symbol('unreadable');

/** A folder of that name is no template, nor what lies below a file. */
const isNoFile = (err: unknown): boolean =>
  typeof err === 'object' && err !== null && 'code' in err && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(err.code));

/** What leads out of the folder is not at hand. */
async function jsonIn(folder: string, path: string): Promise<unknown> {
  const file = join(folder, path);
  if (isAbsolute(path) || relative(folder, file).startsWith('..')) return missing;
  try {
    const template: unknown = JSON.parse(await readFile(file, 'utf8'));
    return unfit(template) === undefined ? template : unreadable;
  } catch (err) {
    if (isNoFile(err)) return missing;
    if (err instanceof SyntaxError) return unreadable;
    throw err;
  }
}
