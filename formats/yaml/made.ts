/** A value that was read, and what it costs to repeat it: an alias repeats all of it. */
export interface Made {
  readonly value: unknown;
  /** About its length as JSON, in characters. */
  readonly length: number;
  /** The levels of objects and lists that it has. */
  readonly height: number;
}

/** A text, a number or a truth. */
export const madeScalar = (value: unknown, written: string): Made => ({ value, length: written.length + 4, height: 0 });

/** An object or a list with these parts. */
export const madeOf = (value: unknown, parts: readonly Made[]): Made => ({
  value,
  length: parts.reduce((sum, { length }) => sum + length, 2),
  height: 1 + parts.reduce((most, { height }) => Math.max(most, height), 0), // a list may be too long for the arguments of a call
});
