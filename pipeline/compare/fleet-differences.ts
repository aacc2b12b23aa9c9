/** Where the pipelines of a team differ: something that some have and others lack, on purpose or by neglect. */
import type { Pipeline } from '../model/pipeline';

/** A path at which not all pipelines have the same value. */
export interface FleetDifference {
  /** From the top, as in problems: `stages/first/bakes/region/for`. */
  readonly path: string;
  /** The values there, the most frequent first. */
  readonly values: readonly FleetValue[];
}

/** A value at a path, and the pipelines that have it. */
export interface FleetValue {
  /** Absent if these pipelines have no value there. */
  readonly value?: unknown;
  /** By their labels in the comparison. */
  readonly pipelines: readonly string[];
}

/**
 * Every difference between pipelines. Their names, services and repositories are not compared. Other texts are compared with the service's
 * name replaced: `checkout-errors` and `search-errors` are both `{service}-errors`.
 *
 * `labels` are what the pipelines are called in the result, in the order of the list; by default their names.
 */
export const fleetDifferences = (
  pipelines: readonly Pipeline[],
  labels: readonly string[] = pipelines.map(({ name }) => name),
): FleetDifference[] =>
  differences(
    '',
    pipelines.map((pipeline, index) => ({ of: labels[index] ?? pipeline.name, value: withoutOwnNames(pipeline) })),
  );

/** The value of one pipeline at a path. */
interface ValueIn {
  readonly of: string;
  readonly value: unknown;
}

function differences(path: string, all: readonly ValueIn[]): FleetDifference[] {
  const values = grouped(all);
  if (values.length < 2) return [];
  const lists = all.map(({ value }) => namesIn(value));
  if (lists.every((names) => names !== undefined)) return [...differences(path, namesOnly(all)), ...below(path, all, 'common')];
  return all.every(({ value }) => isPart(value)) ? below(path, all, 'every') : [{ path, values }];
}

/** A key that some lack is a difference of its own. Named items that some lack are already reported with the list of names. */
function below(path: string, all: readonly ValueIn[], which: 'common' | 'every'): FleetDifference[] {
  const parts = all.map(({ of, value }) => ({ of, part: keyed(value) }));
  const keys = [...new Set(parts.flatMap(({ part }) => Object.keys(part)))];
  return keys.flatMap((key) => {
    const having = which === 'every' ? parts : parts.filter(({ part }) => Object.hasOwn(part, key));
    return differences(
      path === '' ? key : `${path}/${key}`,
      having.map(({ of, part }) => ({ of, value: part[key] })),
    );
  });
}

const namesOnly = (all: readonly ValueIn[]): ValueIn[] => all.map(({ of, value }) => ({ of, value: namesIn(value)?.join(', ') }));

function grouped(all: readonly ValueIn[]): FleetValue[] {
  const groups = new Map<string, { value: unknown; pipelines: string[] }>();
  for (const { of, value } of all) {
    const key = textOf(value);
    const group = groups.get(key) ?? { value, pipelines: [] };
    group.pipelines.push(of);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.pipelines.length - a.pipelines.length)
    .map(({ value, pipelines }) => (value === undefined ? { pipelines } : { value, pipelines }));
}

/** Equal for objects that differ only in the order of their keys. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (isPart(part) ? Object.fromEntries(Object.entries(part).sort()) : part)) ?? '';

/** The names of a list of stages, Regions or zones, in order; `undefined` for any other value. */
function namesIn(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = value.flatMap((part) => (isPart(part) && typeof part.name === 'string' ? [part.name] : []));
  return names.length === value.length ? names : undefined;
}

const keyed = (value: unknown): Readonly<Record<string, unknown>> =>
  Array.isArray(value) ? Object.fromEntries(value.map((part) => [String(part.name), part])) : isPart(value) ? value : {};

const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The pipeline without its name, service and repository, and with these replaced in its texts. */
function withoutOwnNames({ name, service, source, ...rest }: Pipeline): unknown {
  const { repository: _, ...from } = source.kind === 'git' ? source : { ...source, repository: '' };
  const own = (text: string) => [service, name].filter((word) => word !== '').reduce(withoutWord, text);
  return JSON.parse(JSON.stringify({ source: from, ...rest }), (_, part: unknown) =>
    typeof part === 'string' ? own(part) : part,
  );
}

/** Replaces whole words only, in any case: namespaces are often capitalised, and a service named `a` is not in every text with an a. */
const withoutWord = (text: string, word: string): string =>
  text.replace(new RegExp(`(?<![a-z0-9])${word.replace(/[^a-z0-9-]/gi, '\\$&')}(?![a-z0-9])`, 'gi'), '{service}');
