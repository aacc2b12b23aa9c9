import { join } from 'node:path';
import type { Answers } from './answers';
import { pullRequestTemplate } from './checklist';
import { put, templateIn } from './new-file';
import { pipelineText } from './pipeline-text';

/** Which files of a repository there are now. */
export interface Written {
  /** Paths in the repository. */
  readonly written: readonly string[];
  /** What was there already and was left as it is. */
  readonly left: readonly string[];
}

/** Writes the pipeline and, where the repository has none, the pull-request template. `undefined` where there is such a pipeline file. */
export async function write(repository: string, pipeline: string, answers: Answers): Promise<Written | undefined> {
  if (!(await put(join(repository, pipeline), pipelineText(answers)))) return undefined;
  const theirs = await templateIn(repository);
  if (theirs !== undefined) return { written: [pipeline], left: [theirs] };
  const ours = '.github/pull_request_template.md';
  return (await put(join(repository, ours), pullRequestTemplate))
    ? { written: [pipeline, ours], left: [] }
    : { written: [pipeline], left: [ours] };
}
