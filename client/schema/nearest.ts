/**
 * The known word that a misspelt word most likely means: at most a third of it is wrong, or one of the two continues the other. `undefined`
 * if none is near: a wrong guess would mislead people.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const near = known.map((one) => ({ one, steps: stepsTo(one, word) })).filter(({ one, steps }) => steps <= allowed(one));
  return near.sort((a, b) => a.steps - b.steps)[0]?.one;
}

const allowed = (word: string): number => Math.max(1, Math.floor(word.length / 3));

function stepsTo(known: string, word: string): number {
  const [one, other] = [known.toLowerCase(), word.toLowerCase()];
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  if (shorter >= 3 && one.slice(0, shorter) === other.slice(0, shorter)) return 1;
  return Math.abs(one.length - other.length) > allowed(known) ? Infinity : distance(one, other); // the other may be a megabyte long
}

/** The edit distance: how many letters must be inserted, removed, replaced, or swapped with their neighbour (Damerau–Levenshtein). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
