import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { short } from '../../../pipeline/model/ids';
import type { Pipeline } from '../../../pipeline/model/pipeline';
import { describeProblem } from '../../../pipeline/rules/problems';
import type { Rule } from '../../../pipeline/rules/rule';
import { Unreadable } from '../../read/exported';
import { type Loaded, loadPipeline } from '../../read/load';
import { Refusal } from '../../refusal';
import { Refused } from '../answer';
import { atCommit } from '../git/at-commit';
import { branchOf, type Push } from '../push';

/** The pipeline as it was pushed: of exactly that commit, with what it imports of it. Refuses what is wrong with it, all at once. */
export async function pushedPipeline(
  repository: string,
  { ref, after, pipeline: file }: Push,
  policy: readonly Rule[],
): Promise<Pipeline> {
  const loaded = await atCommit(repository, after, (folder) => load(folder, { file, commit: after, policy }));
  const branch = branchOf(ref);
  if (loaded.kind === 'problems')
    throw new Refused(422, `${file} of ${short(after)} has problems, so nothing is started:`, {
      problems: loaded.problems.map(describeProblem),
    });
  const { source } = loaded.pipeline;
  if (source.kind === 'git' && source.branch === branch) return loaded.pipeline;
  throw new Refused(422, `${file} of ${short(after)} has problems, so nothing is started:`, {
    problems: [
      `source/branch: ${JSON.stringify(source.kind === 'git' ? source.branch : source.kind)}: the push was to ${branch}`,
    ],
  });
}

async function load(
  folder: string,
  { file, commit, policy }: { file: string; commit: string; policy: readonly Rule[] },
): Promise<Loaded> {
  if (!existsSync(join(folder, file))) throw new Refused(422, `${short(commit)} has no file ${file}, so nothing is started`);
  try {
    return await loadPipeline(join(folder, file), { reads: folder }, { policy });
  } catch (err) {
    if (err instanceof Refusal) throw new Refused(500, `${err.message}, so nothing is started: who runs slipway serve mends it`);
    if (!(err instanceof Unreadable)) throw err;
    const words = err.message.replaceAll(`${folder}/`, ''); // of a folder that is gone by now
    throw new Refused(422, `${file} of ${short(commit)} cannot be read, so nothing is started: ${words}`);
  }
}
