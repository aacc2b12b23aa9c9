import { describeProblem, type Level, type NotChecked, type Problem } from '../../pipeline/rules/problems';
import type { Checked } from './check';
import { isStep } from './next-step';
import { levels, worstFirst } from './worst-first';

const levelNames: Readonly<Record<Level, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  notYet: ['not done yet', 'not done yet'],
  hint: ['hint', 'hints'],
};

/** What a check of one file found, as lines for people. */
export const inWords = (checked: Checked): string[] => {
  const { file, notChecked, exempt, next } = checked;
  const problems = worstFirst(checked.problems.filter((problem) => !isStep(problem, next)));
  return [
    `${file}: ${countOf(problems)}`,
    ...problems.map(lineOf),
    ...needs.flatMap(([need, mend]) => {
      const rules = notChecked.filter((rule) => rule.needs === need).map(({ rule }) => rule);
      return rules.length === 0 ? [] : [`  not checked ${mend}: ${rules.join(', ')}`];
    }),
    ...(exempt.length === 0 ? [] : [`  exempt, because its times are shortened: ${exempt.join(', ')}`]),
    ...(next === undefined ? [] : nextLines(next)),
  ];
};

const nextLines = (next: NonNullable<Checked['next']> | null): string[] =>
  next === null
    ? ['  it claims the last rung: there is no next step']
    : [`  the next rung is ${next.rung}: ${next.adds}`, ...next.steps.map((step) => `    ${step}`)];

const needs: readonly (readonly [NotChecked['needs'], string])[] = [
  ['templates', 'because the templates are not all at hand (build them, or say --templates)'],
  ['otherPipelines', 'because the service’s other pipelines are not known (name their files too)'],
];

const lineOf = (problem: Problem): string =>
  `  ${levelNames[problem.level][0].padEnd(12)}  ${describeProblem(problem)}  (${problem.rule})`;

function countOf(problems: readonly Problem[]): string {
  const counts = levels.flatMap((level) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count === 0 ? [] : [`${count} ${levelNames[level][count === 1 ? 0 : 1]}`];
  });
  return counts.length === 0 ? 'nothing is wrong' : counts.join(', ');
}
