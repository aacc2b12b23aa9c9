/** Checks pipeline files: every problem in each, and which rules could not be checked. */
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { NextRung } from '../../pipeline/rules/next-rung';
import { applyRules, type NotChecked, type NotSeen, type Problem } from '../../pipeline/rules/problems';
import type { Known } from '../../pipeline/rules/rule';
import type { Templates } from '../../pipeline/templates/templates';
import { nextStep } from './next-step';
import { readOrReport } from './read-or-report';
import { type PipelineInFile, sameName } from './same-name';
import { type FoundTemplates, findTemplates } from './templates';
import { missingTemplates, templateMissingRule, unreadableTemplates } from './unreadable-templates';
import { worstFirst } from './worst-first';

/** The report on one file. If the file is not a pipeline, it has only the problems of its shape. */
export interface Checked {
  readonly file: string;
  /** The most severe first. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
  /** Parts of templates that rules could not read. */
  readonly notSeen: readonly NotSeen[];
  readonly exempt: readonly string[];
  /** The next step and what it needs; `null` if the pipeline claims the last rung. Only if it was asked for. */
  readonly next?: NextRung | null;
  /** The pipeline, if the file can be read. */
  readonly pipeline?: Pipeline;
  /** Its templates, if all were found. */
  readonly templates?: Templates;
}

export interface CheckOptions {
  readonly policy?: NonNullable<Known['policy']>;
  /** The folder of the templates, instead of the pipeline file's own. */
  readonly templates?: string;
  /** Whether to leave templates out: those of today say nothing about an older version of a pipeline. */
  readonly withoutTemplates?: true;
  /** Whether to report what the next rung needs. */
  readonly next?: boolean;
}

/** Checks files that may belong to one service: each is checked together with the others. */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<Checked[]> {
  const reads = await Promise.all(files.map(async (file) => ({ file, read: await readOrReport(file) })));
  const all = reads.flatMap(({ file, read }) => (read.kind === 'pipeline' ? [{ file, pipeline: read.pipeline }] : []));
  return await Promise.all(
    reads.map(async ({ file, read }) =>
      read.kind === 'problems'
        ? { file, problems: read.problems, notChecked: [], notSeen: [], exempt: [] }
        : await checkOne({ file, pipeline: read.pipeline }, all, options),
    ),
  );
}

async function checkOne(
  { file, pipeline }: PipelineInFile,
  all: readonly PipelineInFile[],
  options: CheckOptions,
): Promise<Checked> {
  const templates = options.withoutTemplates ? none : await findTemplates(pipeline, { file, ...options });
  const known = knownOf(pipeline, { ...options, pipelines: all.map((one) => one.pipeline), templates: templates.templates });
  const result = applyRules(pipeline, known);
  const isNamed = options.templates !== undefined;
  const isIncomplete = isNamed && templates.unreadable.length > 0;
  const templateProblems = [
    ...unreadableTemplates(pipeline, templates, isNamed ? 'error' : 'warning'),
    ...(isIncomplete ? missingTemplates(pipeline, templates) : []),
  ];
  const problems = worstFirst([...sameName({ file, pipeline }, all), ...result.problems, ...templateProblems]);
  return {
    file,
    pipeline,
    problems,
    notChecked: result.notChecked.filter(({ rule }) => !isIncomplete || rule !== templateMissingRule),
    notSeen: result.notSeen,
    exempt: result.exempt,
    ...(templates.templates && { templates: templates.templates }),
    ...(options.next && { next: nextStep(pipeline, known, problems) }),
  };
}

const none: FoundTemplates = { unreadable: [], present: [] };

interface Context {
  readonly pipelines: readonly Pipeline[];
  readonly templates: Templates | undefined;
  readonly policy?: NonNullable<Known['policy']>;
}

/** From one file alone, the service's other pipelines are not known. Of several files, those with the same name are the same pipeline. */
const knownOf = ({ name, service }: Pipeline, { pipelines, templates, policy }: Context): Known => ({
  ...(policy && { policy }),
  ...(templates && { templates }),
  ...(pipelines.length > 1 && {
    otherPipelines: pipelines.filter((other) => other.service === service && other.name !== name),
  }),
});

/** The report for programs, which have the files already. */
export const withoutPipeline = ({ pipeline: _, templates: __, ...rest }: Checked): Omit<Checked, 'pipeline' | 'templates'> =>
  rest;

/** Whether the file has no error. What is not done yet passes: no change starts with it. */
export const passes = ({ problems }: Pick<Checked, 'problems'>): boolean => problems.every(({ level }) => level !== 'error');
