import { describeProblem, type Level, type NotChecked, type NotSeen, type Problem } from '../../pipeline/rules/problems';
import type { Checked } from './check';
import { isNextStep } from './next-step';
import { levels, worstFirst } from './worst-first';

const levelNames: Readonly<Record<Level, readonly [singular: string, plural: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  notYet: ['not done yet', 'not done yet'],
  hint: ['hint', 'hints'],
};

/** The report on one file, as lines for people. */
export const reportLines = (checked: Checked): string[] => {
  const { file, notChecked, notSeen, exempt, next } = checked;
  const problems = worstFirst(checked.problems.filter((problem) => !isNextStep(problem, next)));
  return [
    `${file}: ${countOf(problems)}`,
    ...problems.map(lineOf),
    ...reasons.flatMap(([need, reason]) => {
      const rules = notChecked.filter((rule) => rule.needs === need).map(({ rule }) => rule);
      return rules.length === 0 ? [] : [`  not checked ${reason}: ${rules.join(', ')}`];
    }),
    ...notSeenLines(notSeen),
    ...(exempt.length === 0 ? [] : [`  exempt, because its times are shortened: ${exempt.join(', ')}`]),
    ...(next === undefined ? [] : nextLines(next)),
  ];
};

const nextLines = (next: NonNullable<Checked['next']> | null): string[] =>
  next === null
    ? ['  it claims the last rung: there is no next step']
    : [`  the next rung is ${next.rung}: ${next.adds}`, ...next.steps.map((step) => `    ${step}`)];

const reasons: readonly (readonly [NotChecked['needs'], string])[] = [
  ['templates', 'because not all templates are there to read (build or correct them, or use --templates)'],
  ['otherPipelines', 'because the service’s other pipelines are not known (name their files too)'],
];

/** One line for all parts that the same rules could not read. */
const notSeenLines = (notSeen: readonly NotSeen[]): string[] =>
  [...new Set(notSeen.map(({ rules }) => rules.join(', ')))].map((rules) => {
    const parts = notSeen.filter((one) => one.rules.join(', ') === rules).map(({ path, because }) => `${path} (${because})`);
    return `  not checked in full, because only AWS can read all of ${parts.join(' and ')}: ${rules}`;
  });

const lineOf = (problem: Problem): string =>
  `  ${levelNames[problem.level][0].padEnd(12)}  ${describeProblem(problem)}  (${problem.rule})`;

function countOf(problems: readonly Problem[]): string {
  const counts = levels.flatMap((level) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count === 0 ? [] : [`${count} ${levelNames[level][count === 1 ? 0 : 1]}`];
  });
  return counts.length === 0 ? 'no problems' : counts.join(', ');
}
