/** Parts of a parsed template, read without trusting their shape. */

export type Section = Readonly<Record<string, unknown>>;

/** A value as an object; an empty one if it is not an object. */
export const sectionOf = (value: unknown): Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A value as a list; an empty one if it is not a list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
