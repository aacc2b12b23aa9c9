/** Where something is in a text, for people: `line 3, column 7`, both from 1. `at` is in characters from the start. */
export function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** Why a text cannot be read. The message can follow the file's name and a colon. */
export class Mistake extends Error {}

/** A mistake at a place of a text: its message has line and column. `at` is in characters from the start. */
export const mistakeAt = (text: string, at: number, why: string): Mistake => new Mistake(`${placeOf(text, at)}: ${why}`);
