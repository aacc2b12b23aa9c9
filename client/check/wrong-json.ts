/** What is wrong with a text that is no JSON, in brackets; with its line and column where the engine says a position. */
export function wrongJson(text: string, { message }: SyntaxError): string {
  const [, position] = /(?: in JSON)? at position (\d+)/.exec(message) ?? [];
  if (position === undefined) return `(${message})`;
  const before = text.slice(0, Number(position)).split('\n');
  const what = message.replace(/(?: in JSON)? at position \d+.*$/, '');
  return `at line ${before.length}, column ${(before.at(-1) ?? '').length + 1} (${what})`;
}
