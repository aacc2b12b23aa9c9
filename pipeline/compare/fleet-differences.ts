/** Where the pipelines of a team differ: each difference is a way that some have and others have not, on purpose or by neglect. */
import type { Pipeline } from '../model/pipeline';

/** A place at which not all say the same. */
export interface FleetDifference {
  /** From the top, as problems have it: `stages/first/bakes/region/for`. */
  readonly path: string;
  /** What is said there, what most say first. */
  readonly values: readonly FleetValue[];
}

/** One of the things that are said at a place, and by which pipelines. */
export interface FleetValue {
  /** Absent where these say nothing. */
  readonly value?: unknown;
  /** By what they are called in the comparison. */
  readonly pipelines: readonly string[];
}

/**
 * Every difference between pipelines. Their own names, services and repositories are no differences, nor where a text of one has its
 * service's name and another's has its own: `checkout-errors` and `search-errors` are both `{service}-errors`.
 *
 * `called` tells each of them apart in the order of the list; without it they go by their names.
 */
export const fleetDifferences = (
  pipelines: readonly Pipeline[],
  called: readonly string[] = pipelines.map(({ name }) => name),
): FleetDifference[] =>
  differences(
    '',
    pipelines.map((pipeline, index) => ({ of: called[index] ?? pipeline.name, value: withoutOwnNames(pipeline) })),
  );

/** What one pipeline says at a place. */
interface Said {
  readonly of: string;
  readonly value: unknown;
}

function differences(path: string, said: readonly Said[]): FleetDifference[] {
  const values = grouped(said);
  if (values.length < 2) return [];
  const lists = said.map(({ value }) => namesIn(value));
  if (lists.every((names) => names !== undefined)) return [...differences(path, namesOnly(said)), ...below(path, said, 'common')];
  return said.every(({ value }) => isPart(value)) ? below(path, said, 'all') : [{ path, values }];
}

/** A key that some lack is a difference of its own; a named part that some lack was told with the list of names. */
function below(path: string, said: readonly Said[], which: 'common' | 'all'): FleetDifference[] {
  const parts = said.map(({ of, value }) => ({ of, part: keyed(value) }));
  const keys = [...new Set(parts.flatMap(({ part }) => Object.keys(part)))];
  return keys.flatMap((key) => {
    const having = which === 'all' ? parts : parts.filter(({ part }) => Object.hasOwn(part, key));
    return differences(
      path === '' ? key : `${path}/${key}`,
      having.map(({ of, part }) => ({ of, value: part[key] })),
    );
  });
}

const namesOnly = (said: readonly Said[]): Said[] => said.map(({ of, value }) => ({ of, value: namesIn(value)?.join(', ') }));

function grouped(said: readonly Said[]): FleetValue[] {
  const groups = new Map<string, { value: unknown; pipelines: string[] }>();
  for (const { of, value } of said) {
    const key = textOf(value);
    const group = groups.get(key) ?? { value, pipelines: [] };
    group.pipelines.push(of);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.pipelines.length - a.pipelines.length)
    .map(({ value, pipelines }) => (value === undefined ? { pipelines } : { value, pipelines }));
}

/** The order in which keys were written means nothing. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (isPart(part) ? Object.fromEntries(Object.entries(part).sort()) : part)) ?? '';

/** The names of a list of stages, Regions or zones, in their order; `undefined` where it is another thing. */
function namesIn(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = value.flatMap((part) => (isPart(part) && typeof part.name === 'string' ? [part.name] : []));
  return names.length === value.length ? names : undefined;
}

const keyed = (value: unknown): Readonly<Record<string, unknown>> =>
  Array.isArray(value) ? Object.fromEntries(value.map((part) => [String(part.name), part])) : isPart(value) ? value : {};

const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with what is the pipeline's own taken out. */
function withoutOwnNames({ name, service, source, ...rest }: Pipeline): unknown {
  const { repository: _, ...from } = source.kind === 'git' ? source : { ...source, repository: '' };
  const own = (text: string) => [service, name].filter((word) => word !== '').reduce(withoutWord, text);
  return JSON.parse(JSON.stringify({ source: from, ...rest }), (_, part: unknown) =>
    typeof part === 'string' ? own(part) : part,
  );
}

/** Where it stands as a word, in capitals too, as namespaces have it. A service named `a` is not in every text that has an a. */
const withoutWord = (text: string, word: string): string =>
  text.replace(new RegExp(`(?<![a-z0-9])${word.replace(/[^a-z0-9-]/gi, '\\$&')}(?![a-z0-9])`, 'gi'), '{service}');
