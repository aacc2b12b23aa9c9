/**
 * A file may be run without that anybody checked its types. What is written in the wrong shape goes through `definePipeline` as it is, so
 * that the schema behind it says where it stands and what was expected, all at once.
 */

/** Whether it has parts to fill in. */
export const hasParts = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fills in what has parts, and leaves alone what has none. */
export const filled = <Written, Whole>(written: Written, fill: (written: Written) => Whole): Whole =>
  hasParts(written) ? fill(written) : (written as unknown as Whole);

/** Does so with each of a list. */
export const each = <Written, Whole>(
  written: readonly Written[],
  fill: (written: Written, index: number) => Whole,
): readonly Whole[] =>
  Array.isArray(written)
    ? written.map((one, index) => filled(one, (parts) => fill(parts, index)))
    : (written as unknown as readonly Whole[]);
