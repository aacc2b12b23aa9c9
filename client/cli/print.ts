/** Prints an answer: JSON for programs, else the sentence for people. */
export function print(options: { readonly json?: true }, answer: unknown, forPeople: () => string): void {
  process.stdout.write(`${options.json === true ? JSON.stringify(answer, undefined, 2) : forPeople()}\n`);
}
