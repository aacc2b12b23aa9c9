/** Finds the part of the schema that belongs to a place of a value from outside. */
import type { Part } from './json-schema';

/** The value at a key; `undefined` if the key does not exist, or the value cannot have keys. */
export const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/** The part of the schema for a path of the value; `undefined` if the schema does not know the path. */
export function subschemaAt(path: readonly PropertyKey[], value: unknown, part: Part): Part | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  const below = partBelow(objectSchemaOf(part, value), key);
  return below && subschemaAt(rest, valueAt(value, key), below);
}

/** If a part allows several objects, the one whose constants (`kind`) the value has; else an object that allows the constants of all. */
export function objectSchemaOf(part: Part, value?: unknown): Part {
  const objects = [...(part.oneOf ?? []), ...(part.anyOf ?? [])].filter(({ type }) => type === 'object');
  if (objects.length === 0) return part;
  const chosen = objects.find((one) => constantsOf(one).every(([key, constant]) => constant === valueAt(value, key)));
  return chosen ?? anyOfThem(objects);
}

const anyOfThem = (objects: readonly Part[]): Part => {
  const all = objects.flatMap(constantsOf);
  return {
    properties: Object.fromEntries(
      all.map(([key]) => [key, { enum: all.flatMap(([other, constant]) => (other === key ? [constant] : [])) }]),
    ),
  };
};

type Constant = NonNullable<Part['const']>;

const constantsOf = ({ properties = {} }: Part): [key: string, constant: Constant][] =>
  Object.entries(properties).flatMap(([key, part]): [string, Constant][] =>
    typeof part === 'object' && part.const !== undefined && part.const !== null ? [[key, part.const]] : [],
  );

function partBelow({ properties = {}, items, additionalProperties }: Part, key: PropertyKey): Part | undefined {
  const below = Object.hasOwn(properties, key) ? properties[String(key)] : typeof key === 'number' ? items : additionalProperties;
  return typeof below === 'object' && !Array.isArray(below) ? below : undefined;
}
