import { answerIn, answerOf, chainOf, isError } from './read-error';
import { type Answer, type Kind, matches, type Row } from './row';
import { table } from './table';

/** What an answer means, and why, in a sentence that ends with what to do if a person should do something. */
export interface Sorted {
  readonly kind: Kind;
  readonly because: string;
}

/**
 * Sorts an error by the table: the innermost error that the table knows decides, because it is the reason of the others. An unknown answer
 * is tried again: it neither passes nor fails.
 */
export function sortAnswer(err: unknown): Sorted {
  const row = chainOf(err)
    .map((one) => rowOf(answerOf(one)))
    .find((found) => found !== undefined);
  return sorted(row, wordsOf(err));
}

/** Sorts a reason in CloudFormation's words: of a stack's status, of one of its events, or of a change set. */
export const sortReason = (reason: string): Sorted => sorted(rowOf(answerIn(reason)), reason);

const sorted = (row: Row | undefined, words: string): Sorted => ({
  kind: row?.kind ?? 'again',
  because: row?.advice === undefined ? words : `${words}: ${row.advice}`,
});

/** The row of the table that an answer matches. */
export const rowOf = (answer: Answer | undefined): Row | undefined => answer && table.find((row) => matches(row, answer));

/** Everything that an error and its causes say, the outermost first, nothing twice. */
function wordsOf(err: unknown): string {
  const words: string[] = [];
  for (const one of chainOf(err).reverse()) {
    const text = isError(one) ? one.message || nameOf(one) : String(one);
    if (text !== '' && !words.some((said) => said.includes(text))) words.push(text);
  }
  return words.join(': ') || 'it failed without a word';
}

/** An AggregateError has no message of its own; its parts have. */
const nameOf = (err: Error): string => ('errors' in err ? '' : err.name);
