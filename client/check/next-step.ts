import type { Pipeline } from '../../pipeline/model/pipeline';
import { type NextRung, nextRung } from '../../pipeline/rules/next-rung';
import { describeProblem, type Problem } from '../../pipeline/rules/problems';
import type { Known } from '../../pipeline/rules/rule';

/** The next rung and what it needs; `null` if the pipeline claims the last one. If it has errors, the first step is to fix them. */
export function nextStep(pipeline: Pipeline, known: Known, problems: readonly Problem[]): NextRung | null {
  const next = nextRung(pipeline, known);
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (next === undefined || errors === 0) return next ?? null;
  return { ...next, steps: [`first fix ${errors === 1 ? 'the error' : `the ${errors} errors`} above`, ...next.steps] };
}

/** Whether a problem is also a step to the next rung; then it is printed only as a step. */
export const isNextStep = (problem: Problem, next: NextRung | null | undefined): boolean =>
  problem.level === 'hint' && (next?.steps.includes(describeProblem(problem)) ?? false);
