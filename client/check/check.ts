/** Checks pipeline files: every problem with each, and what could not be looked at. */
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { NextRung } from '../../pipeline/rules/next-rung';
import { applyRules, type NotChecked, type Problem } from '../../pipeline/rules/problems';
import type { Known } from '../../pipeline/rules/rule';
import type { Templates } from '../../pipeline/templates/templates';
import { Unreadable } from '../read/exported';
import { readPipeline } from '../read/load';
import { nextStep } from './next-step';
import { type InFile, sameName } from './same-name';
import { templatesOf } from './templates';
import { asksOnlyWhatIsThere, unreadableTemplates } from './unreadable-templates';
import { worstFirst } from './worst-first';

/** All that is said of one file. Of one that is no pipeline, nothing but what is wrong with its shape. */
export interface Checked {
  readonly file: string;
  /** What weighs most first. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
  readonly exempt: readonly string[];
  /** The next step and what it needs; `null` where it claims the last rung. Only where it was asked for. */
  readonly next?: NextRung | null;
  /** What the file says, where it can be read. */
  readonly pipeline?: Pipeline;
}

export interface CheckOptions {
  readonly policy?: NonNullable<Known['policy']>;
  /** The folder in which templates are looked for, instead of the one that the pipeline file lies in. */
  readonly templates?: string;
  /** Whether to say what the next rung needs. */
  readonly next?: boolean;
}

/** Checks files that may be pipelines of one service: each is seen beside the others. */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<Checked[]> {
  const reads = await Promise.all(files.map(async (file) => ({ file, read: await readOrSay(file) })));
  const found = reads.flatMap(({ file, read }) => (read.kind === 'pipeline' ? [{ file, pipeline: read.pipeline }] : []));
  return await Promise.all(
    reads.map(async ({ file, read }) =>
      read.kind === 'problems'
        ? { file, problems: read.problems, notChecked: [], exempt: [] }
        : await checkOne({ file, pipeline: read.pipeline }, found, options),
    ),
  );
}

async function checkOne({ file, pipeline }: InFile, all: readonly InFile[], options: CheckOptions): Promise<Checked> {
  const found = await templatesOf(pipeline, { file, ...options });
  const pipelines = all.map((one) => one.pipeline);
  const known = knownOf(pipeline, { ...options, pipelines, templates: found.templates });
  const { problems: ownProblems, notChecked, exempt } = applyRules(pipeline, known);
  const isHalfKnown = options.templates !== undefined && found.unreadable.length > 0;
  const halfKnown = isHalfKnown ? unreadableTemplates(pipeline, found) : [];
  const problems = worstFirst([...sameName({ file, pipeline }, all), ...ownProblems, ...halfKnown]);
  return {
    file,
    pipeline,
    problems,
    notChecked: notChecked.filter(({ rule }) => !isHalfKnown || rule !== asksOnlyWhatIsThere),
    exempt,
    ...(options.next && { next: nextStep(pipeline, known, problems) }),
  };
}

/** A file that cannot be read or run has one problem, like any other: the rest of the files are still looked at. */
export async function readOrSay(file: string): ReturnType<typeof readPipeline> {
  try {
    return await readPipeline(file);
  } catch (err) {
    if (!(err instanceof Unreadable)) throw err;
    const message = `cannot be read: ${err.message}`;
    return { kind: 'problems', problems: [{ path: 'the file', message, level: 'error', rule: 'unreadable' }] };
  }
}

interface Around {
  readonly pipelines: readonly Pipeline[];
  readonly templates: Templates | undefined;
  readonly policy?: NonNullable<Known['policy']>;
}

/** One file alone says nothing of the service's other pipelines; of several, those of one name are the same pipeline once more. */
const knownOf = ({ name, service }: Pipeline, { pipelines, templates, policy }: Around): Known => ({
  ...(policy && { policy }),
  ...(templates && { templates }),
  ...(pipelines.length > 1 && {
    otherPipelines: pipelines.filter((other) => other.service === service && other.name !== name),
  }),
});

/** What is said of it for programs: they have the file. */
export const withoutPipeline = ({ pipeline: _, ...rest }: Checked): Omit<Checked, 'pipeline'> => rest;

/** Whether nothing keeps it from passing. What this version does not do yet is said, and passes: no change starts with it. */
export const passes = ({ problems }: Pick<Checked, 'problems'>): boolean => problems.every(({ level }) => level !== 'error');
