import { parseSub } from '../../../../pipeline/templates/sub';

/** What a part of a template refers to: a parameter or resource by its name, a condition, a mapping, or a function that cannot be read here. */
export interface Reference {
  readonly on: 'name' | 'condition' | 'mapping' | 'unreadable';
  readonly name: string;
}

/** Everything that a part of a template refers to, at any depth. `DependsOn` is not a reference: it only sets an order. */
export function referencesIn(written: unknown): Reference[] {
  if (Array.isArray(written)) return written.flatMap(referencesIn);
  if (typeof written !== 'object' || written === null) return [];
  return Object.entries(written).flatMap(([key, value]) => [...referencesOf(key, value), ...referencesIn(value)]);
}

function referencesOf(key: string, value: unknown): Reference[] {
  if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return [{ on: 'unreadable', name: key }];
  const references = readers.get(key)?.(value) ?? [];
  return references.filter(({ name }) => !name.startsWith('AWS::'));
}

const readers: ReadonlyMap<string, (value: unknown) => Reference[]> = new Map([
  ['Ref', (value) => reference('name', value, 'Ref')],
  ['Fn::GetAtt', (value) => reference('name', beforeDot(firstOf(value)), 'Fn::GetAtt')],
  ['Fn::Sub', referencesInSub],
  ['Fn::If', (value) => reference('condition', firstOf(value), 'Fn::If')],
  ['Fn::FindInMap', (value) => reference('mapping', firstOf(value), 'Fn::FindInMap')],
  // An object under this key is the condition of an IAM policy.
  ['Condition', (value) => (typeof value === 'string' ? [{ on: 'condition', name: value }] : [])],
]);

/** A name that is itself computed cannot be read here. */
const reference = (on: Reference['on'], name: unknown, by: string): Reference[] =>
  typeof name === 'string' ? [{ on, name }] : [{ on: 'unreadable', name: by }];

/** The references in the text, except to the variables that are passed beside it. */
function referencesInSub(value: unknown): Reference[] {
  const text = firstOf(value);
  const variables = Array.isArray(value) && typeof value[1] === 'object' && value[1] !== null ? Object.keys(value[1]) : [];
  const parts = typeof text === 'string' ? parseSub(text) : undefined;
  if (parts === undefined) return [{ on: 'unreadable', name: 'Fn::Sub' }];
  const names = parts.flatMap((part) => (part.kind === 'reference' ? [part.name.trim()] : []));
  return names.filter((name) => !variables.includes(name)).map((name) => ({ on: 'name', name: beforeDot(name) }));
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

const beforeDot = <T>(name: T): T | string => (typeof name === 'string' ? (name.split('.')[0] ?? name) : name);
