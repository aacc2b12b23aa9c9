/** What a part of a template leans on, by CloudFormation's functions. */

/** One thing that is leaned on: a parameter or resource, a condition, a mapping, or a function that cannot be read here. */
export interface Lean {
  readonly on: 'name' | 'condition' | 'mapping' | 'unreadable';
  readonly name: string;
}

/** Everything that a part of a template leans on, however deep in it. `DependsOn` is no leaning: it only orders. */
export function leansOf(written: unknown): Lean[] {
  if (Array.isArray(written)) return written.flatMap(leansOf);
  if (typeof written !== 'object' || written === null) return [];
  return Object.entries(written).flatMap(([key, value]) => [...leansBy(key, value), ...leansOf(value)]);
}

function leansBy(key: string, value: unknown): Lean[] {
  if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) return [{ on: 'unreadable', name: key }];
  return (
    readers
      .get(key)?.(value)
      .filter(({ name }) => !name.startsWith('AWS::')) ?? []
  );
}

const readers: ReadonlyMap<string, (value: unknown) => Lean[]> = new Map([
  ['Ref', (value) => lean('name', value, 'Ref')],
  ['Fn::GetAtt', (value) => lean('name', beforeDot(firstOf(value)), 'Fn::GetAtt')],
  ['Fn::Sub', namesInText],
  ['Fn::If', (value) => lean('condition', firstOf(value), 'Fn::If')],
  ['Fn::FindInMap', (value) => lean('mapping', firstOf(value), 'Fn::FindInMap')],
  ['Condition', (value) => (typeof value === 'string' ? [{ on: 'condition', name: value }] : [])], // else it is a policy's own
]);

/** A name that is itself computed cannot be read. */
const lean = (on: Lean['on'], name: unknown, by: string): Lean[] =>
  typeof name === 'string' ? [{ on, name }] : [{ on: 'unreadable', name: by }];

/** `${Name}` and `${Name.Attribute}`, but neither `${!Literal}` nor what the function is handed beside its text. */
function namesInText(value: unknown): Lean[] {
  const text = firstOf(value);
  const given = Array.isArray(value) && typeof value[1] === 'object' && value[1] !== null ? Object.keys(value[1]) : [];
  if (typeof text !== 'string') return lean('name', text, 'Fn::Sub');
  const names = [...text.matchAll(/\$\{([^}!]+)\}/g)].map(([, name = '']) => name.trim());
  return names.filter((name) => !given.includes(name)).map((name) => ({ on: 'name', name: beforeDot(name) }));
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

const beforeDot = <T>(name: T): T | string => (typeof name === 'string' ? (name.split('.')[0] ?? name) : name);
