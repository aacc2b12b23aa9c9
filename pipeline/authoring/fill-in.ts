/**
 * Fills in defaults without trusting types: a pipeline file may run without a type check. A value of the wrong shape passes through
 * `definePipeline` unchanged, so that the schema reports every such value at once, with its path and what was expected.
 */

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fills in an object; leaves any other value unchanged. */
export const fillIn = <Written, Whole>(written: Written, fill: (written: Written) => Whole): Whole =>
  isObject(written) ? fill(written) : (written as unknown as Whole);

/** Fills in each object of a list; leaves any other value unchanged. */
export const fillInEach = <Written, Whole>(
  written: readonly Written[],
  fill: (written: Written, index: number) => Whole,
): readonly Whole[] =>
  Array.isArray(written)
    ? written.map((item, index) => fillIn(item, (object) => fill(object, index)))
    : (written as unknown as readonly Whole[]);
