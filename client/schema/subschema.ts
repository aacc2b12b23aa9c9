/** Finds in the schema what stands at a place of a value that came from outside. */
import type { Part } from './json-schema';

/** What stands at a key of a value; nothing where there is no such key, or the value has none. */
export const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** The part of the schema that a path of the value leads to; `undefined` where nothing is known of it. */
export function subschemaAt(path: readonly PropertyKey[], value: unknown, part: Part): Part | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  const below = partBelow(objectSchemaOf(part, value), key);
  return below && subschemaAt(rest, valueAt(value, key), below);
}

/** Of several shapes the object that the value means by what it says of its kind; else one that lets it be any of them. */
export function objectSchemaOf(part: Part, value?: unknown): Part {
  const objects = [...(part.oneOf ?? []), ...(part.anyOf ?? [])].filter(({ type }) => type === 'object');
  if (objects.length === 0) return part;
  return objects.find((one) => constants(one).every(([key, word]) => word === valueAt(value, key))) ?? anyOfThem(objects);
}

const anyOfThem = (objects: readonly Part[]): Part => {
  const all = objects.flatMap(constants);
  return {
    properties: Object.fromEntries(
      all.map(([key]) => [key, { enum: all.flatMap(([other, word]) => (other === key ? [word] : [])) }]),
    ),
  };
};

type Word = NonNullable<Part['const']>;

const constants = ({ properties = {} }: Part): [key: string, word: Word][] =>
  Object.entries(properties).flatMap(([key, part]): [string, Word][] =>
    typeof part === 'object' && part.const !== undefined && part.const !== null ? [[key, part.const]] : [],
  );

function partBelow({ properties = {}, items, additionalProperties }: Part, key: PropertyKey): Part | undefined {
  const below = Object.hasOwn(properties, key) ? properties[String(key)] : typeof key === 'number' ? items : additionalProperties;
  return typeof below === 'object' && !Array.isArray(below) ? below : undefined;
}
