import { type Answers, questions } from './answers';
import { problemsWithAnswer } from './first-pipeline';

/** All answers, or everything that is wrong or missing at once, each with its option. */
export type Completed =
  | { readonly kind: 'complete'; readonly answers: Answers }
  | { readonly kind: 'incomplete'; readonly wrong: readonly string[]; readonly missing: readonly string[] };

/** Completes the given answers with the proposals for the others. */
export function complete(given: Partial<Answers>): Completed {
  const answers = withProposals(given);
  const wrong = questions.flatMap(({ key, flag }) => {
    const answer = answers[key];
    return answer === undefined ? [] : problemsWithAnswer(key, answer).map((problem) => `--${flag}: ${problem}`);
  });
  if (isComplete(answers) && wrong.length === 0) return { kind: 'complete', answers };
  const missing = questions.filter(({ key, proposal }) => answers[key] === undefined && proposal === undefined);
  return { kind: 'incomplete', wrong, missing: missing.map(({ flag, ask }) => `--${flag} is missing: ${ask}`) };
}

function withProposals(given: Partial<Answers>): Partial<Answers> {
  const proposed = questions.map(({ key, proposal }) => [key, proposal?.(given)]).filter(([, answer]) => answer !== undefined);
  return { ...Object.fromEntries(proposed), ...given };
}

export const isComplete = (answers: Partial<Answers>): answers is Answers =>
  questions.every(({ key }) => answers[key] !== undefined);
