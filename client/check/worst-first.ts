import type { Level, Problem } from '../../pipeline/rules/problems';

/** What weighs most first. */
export const levels: readonly Level[] = ['error', 'warning', 'notYet', 'hint'];

/** Problems by their weight, for people and programs alike; of one weight, as the rules found them. */
export const worstFirst = (problems: readonly Problem[]): Problem[] =>
  levels.flatMap((level) => problems.filter((problem) => problem.level === level));
