/**
 * Shapes of JSON, looked at by hand: zod takes longer to load than all else of what runs within a push. Only for what Slipway wrote
 * itself and two shapes as small as these.
 */

export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isListOf =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is readonly T[] =>
    Array.isArray(value) && value.every(is);
