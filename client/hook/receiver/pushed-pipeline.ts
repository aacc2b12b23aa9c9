import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { short } from '../../../pipeline/model/ids';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { describeProblem } from '../../../pipeline/rules/problems';
import type { Rule } from '../../../pipeline/rules/rule';
import { Unreadable } from '../../read/isolated/default-export';
import { type Loaded, loadPipeline } from '../../read/load';
import { Refusal } from '../../refusal';
import { withCheckout } from '../git/with-checkout';
import { branchOf, type Push } from '../push';
import { HttpError } from '../response';

/** The pipeline of exactly the pushed commit, with the files that it imports from it. Throws an `HttpError` that lists all its problems. */
export async function pushedPipeline(repository: string, push: Push, policy: readonly Rule[]): Promise<Pipeline> {
  const loaded = await withCheckout(repository, push.after, (folder) => loadFrom(folder, push, policy));
  if (loaded.kind === 'problems') throw withProblems(push, loaded.problems.map(describeProblem));
  const { source } = loaded.pipeline;
  const branch = branchOf(push.ref);
  if (source.kind === 'git' && source.branch === branch) return loaded.pipeline;
  const named = JSON.stringify(source.kind === 'git' ? source.branch : source.kind);
  throw withProblems(push, [`source/branch: ${named}: the push was to ${branch}`]);
}

const withProblems = ({ pipeline: file, after }: Push, problems: readonly string[]): HttpError =>
  new HttpError(422, `${file} of ${short(after)} has problems, so nothing was started:`, { problems });

async function loadFrom(folder: string, { pipeline: file, after }: Push, policy: readonly Rule[]): Promise<Loaded> {
  const commit = short(after);
  if (!existsSync(join(folder, file))) throw new HttpError(422, `${commit} does not contain ${file}, so nothing was started`);
  try {
    return await loadPipeline(join(folder, file), { readableFolder: folder }, { policy });
  } catch (err) {
    if (err instanceof Refusal)
      throw new HttpError(500, `nothing was started: ${err.message}; ask the person who runs slipway serve to fix it`);
    if (!(err instanceof Unreadable)) throw err;
    const why = err.message.replaceAll(`${folder}/`, ''); // the folder is already removed
    throw new HttpError(422, `${file} of ${commit} cannot be read, so nothing was started: ${why}`);
  }
}
