/** A message for a person instead of a stack trace, with the exit code: 1 the answer is no, 2 wrong use, 3 something cannot be reached. */
export class Refusal extends Error {
  constructor(
    readonly code: 1 | 2 | 3,
    sentence: string,
  ) {
    super(sentence);
  }
}
