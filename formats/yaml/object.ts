import { forbiddenKey } from '../limits';
import { mistakeAt } from '../place';

/** One entry of an object in YAML. `at` is where its key is in the text. */
export interface Entry {
  readonly key: string;
  /** Whether the key is `<<`, which takes over the entries of another object. */
  readonly isMerge: boolean;
  readonly at: number;
  readonly value: unknown;
}

/** The object of these entries. What it takes over comes first, and is replaced by its own. Throws a `Mistake` for a key that is not allowed. */
export function objectOf(text: string, entries: readonly Entry[]): Record<string, unknown> {
  const own = new Map<string, unknown>();
  for (const { key, at, value } of entries.filter(({ isMerge }) => !isMerge)) {
    if (key === forbiddenKey) throw mistakeAt(text, at, `the key ${key} is not allowed: rename it`);
    if (own.has(key)) throw mistakeAt(text, at, `the key ${key} is there twice: rename or remove one`);
    own.set(key, value);
  }
  const taken = entries.flatMap((entry) => (entry.isMerge ? sourcesOf(text, entry) : []));
  return Object.assign({}, ...taken.reverse(), Object.fromEntries(own)); // of several, the first one counts
}

function sourcesOf(text: string, { at, value }: Entry): object[] {
  return [value].flat().map((source) => {
    if (typeof source === 'object' && source !== null) return source;
    throw mistakeAt(text, at, '<< takes over the entries of an object, and this is none: name an object');
  });
}
