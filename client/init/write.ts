import { join } from 'node:path';
import type { Answers } from './answers';
import { pullRequestTemplate } from './checklist';
import { findPullRequestTemplate, writeNewFile } from './new-file';
import { pipelineText } from './pipeline-text';

/** The files of a first pipeline, as paths in the repository. */
export interface WrittenFiles {
  readonly written: readonly string[];
  /** Files that existed already and were not changed. */
  readonly left: readonly string[];
}

/** Writes the pipeline and, if the repository has none, a pull-request template. `undefined` if the pipeline file exists already. */
export async function writeFirstPipeline(
  repository: string,
  pipeline: string,
  answers: Answers,
): Promise<WrittenFiles | undefined> {
  if (!(await writeNewFile(join(repository, pipeline), pipelineText(answers)))) return undefined;
  const existing = await findPullRequestTemplate(repository);
  if (existing !== undefined) return { written: [pipeline], left: [existing] };
  const template = '.github/pull_request_template.md';
  return (await writeNewFile(join(repository, template), pullRequestTemplate))
    ? { written: [pipeline, template], left: [] }
    : { written: [pipeline], left: [template] };
}
