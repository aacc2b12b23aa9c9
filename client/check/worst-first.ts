import type { Level, Problem } from '../../pipeline/rules/problems';

/** All levels, the most severe first. */
export const levels: readonly Level[] = ['error', 'warning', 'notYet', 'hint'];

/** Sorts problems by severity; problems of one level stay in the order of the rules. */
export const worstFirst = (problems: readonly Problem[]): Problem[] =>
  levels.flatMap((level) => problems.filter((problem) => problem.level === level));
