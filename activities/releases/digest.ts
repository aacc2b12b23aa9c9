import { createHash } from 'node:crypto';

/** `sha256-<64 hex>` of JSON values; the order of an object's keys does not matter. */
export function digestOf(...values: readonly unknown[]): string {
  return `sha256-${createHash('sha256').update(canonical(values)).digest('hex')}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, of]) => of !== undefined) // as in JSON, so that a value has the same digest before and after it is stored
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`).join(',')}}`;
}
