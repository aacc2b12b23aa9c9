import type { Pipeline } from '../../pipeline/model/pipeline';
import { type NextRung, nextRung } from '../../pipeline/rules/next-rung';
import { describeProblem, type Problem } from '../../pipeline/rules/problems';
import type { Known } from '../../pipeline/rules/rule';

/** The next rung and what it needs; `null` where the last is claimed. While errors stand, the first step is to mend them. */
export function nextStep(pipeline: Pipeline, known: Known, problems: readonly Problem[]): NextRung | null {
  const next = nextRung(pipeline, known);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (next === undefined || errors === 0) return next ?? null;
  const which = errors === 1 ? 'its error' : `its ${errors} errors`;
  return { ...next, steps: [`first of all: mend ${which}, for no rung is built on what cannot work`, ...next.steps] };
}

/** Whether a problem comes back as a step to the next rung: it is told once. */
export const isStep = (problem: Problem, next: NextRung | null | undefined): boolean =>
  problem.level === 'hint' && (next?.steps.includes(describeProblem(problem)) ?? false);
