/** Prints a result as JSON for programs, or else as the sentence for people. */
export function print(options: { readonly json?: true }, result: unknown, forPeople: () => string): void {
  process.stdout.write(`${options.json === true ? JSON.stringify(result, undefined, 2) : forPeople()}\n`);
}
