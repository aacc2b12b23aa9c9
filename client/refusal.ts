/** An answer for a person, with the exit code for the program that asked: 1 the answer is no, 2 wrong use, 3 cannot reach. */
export class Refusal extends Error {
  constructor(
    readonly code: 1 | 2 | 3,
    sentence: string,
  ) {
    super(sentence);
  }
}
