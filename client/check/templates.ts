import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Pipeline } from '../../pipeline/model';
import type { Templates } from '../../pipeline/rule';
import { isMissing } from '../is-missing';
import { unfit } from '../unfit';

/**
 * The templates of a pipeline as they lie in the build's output, or in the folder itself; `undefined` where they are not all at hand: of
 * some of them, a rule could only say what is not so.
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
      return [path, built ?? (await jsonIn(folder, path))];
    }),
  );
  return found.some(([, template]) => template === undefined) ? undefined : Object.fromEntries(found);
}

/** What is no JSON, or leads out of the folder, is not at hand. */
async function jsonIn(folder: string, path: string): Promise<unknown> {
  const file = join(folder, path);
  const inside = relative(folder, file);
  if (isAbsolute(path) || inside.startsWith('..')) return undefined;
  try {
    const template: unknown = JSON.parse(await readFile(file, 'utf8'));
    return unfit(template) === undefined ? template : undefined;
  } catch (err) {
    if (isMissing(err) || err instanceof SyntaxError) return undefined;
    throw err;
  }
}
