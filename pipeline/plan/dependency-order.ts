/** Anything with a name that lists the names of what it depends on. */
export interface Dependent {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/**
 * Dependencies first, otherwise in the order of writing. Names that are not among the items are ignored: a zone's components depend on those
 * of the Region, which are deployed before. Throws on a cycle, which `problems` has already refused.
 */
export function inDependencyOrder<T extends Dependent>(items: readonly T[]): T[] {
  const { ordered, left } = peel(items);
  if (left.length > 0) throw new Error(`${namesOf(left).join(', ')} depend on each other`);
  return ordered;
}

/** The names on a cycle, or on a path between two cycles, in the order of writing. */
export function namesOnCycles(items: readonly Dependent[]): string[] {
  const behindACycle = peel(items).left;
  if (behindACycle.length === 0) return [];
  const beforeACycle = new Set(namesOf(peel(reversed(items)).left));
  return namesOf(behindACycle).filter((name) => beforeACycle.has(name));
}

/**
 * Takes one item after the other whose dependencies have all been taken. What is `left` is on a cycle or depends on one. Visits each
 * dependency once and does not recurse, so it copes with ten thousand components, or conditions of a template.
 */
function peel<T extends Dependent>(items: readonly T[]): { ordered: T[]; left: T[] } {
  const dependants = indicesOf(reversed(items), items);
  const waitsFor = indicesOf(items, items).map((those) => those.length);
  const free = [...waitsFor.keys()].filter((index) => waitsFor[index] === 0).reverse(); // descending: taken from the end
  const ordered: number[] = [];
  for (let index = free.pop(); index !== undefined; index = free.pop()) {
    ordered.push(index);
    for (const dependant of dependants[index] ?? []) {
      waitsFor[dependant] = (waitsFor[dependant] ?? 0) - 1;
      if (waitsFor[dependant] === 0) free.splice(placeIn(free, dependant), 0, dependant);
    }
  }
  const taken = new Set(ordered);
  return { ordered: ordered.flatMap((index) => items[index] ?? []), left: items.filter((_, index) => !taken.has(index)) };
}

/** The same items, each depending on its dependants. */
function reversed(items: readonly Dependent[]): Dependent[] {
  const dependants = new Map(items.map(({ name }): [string, string[]] => [name, []]));
  for (const { name, dependsOn } of items) for (const other of dependsOn) dependants.get(other)?.push(name);
  return items.map(({ name }) => ({ name, dependsOn: dependants.get(name) ?? [] }));
}

/** For each item, the indices in `all` of what it depends on. */
function indicesOf(items: readonly Dependent[], all: readonly Dependent[]): number[][] {
  const indices = new Map(all.map(({ name }, index) => [name, index]));
  return items.map(({ dependsOn }) => [...new Set(dependsOn)].flatMap((name) => indices.get(name) ?? []));
}

/** Where to insert an index into a descending list, by binary search. */
function placeIn(descending: readonly number[], index: number): number {
  let [from, to] = [0, descending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((descending[middle] ?? 0) > index) from = middle + 1;
    else to = middle;
  }
  return from;
}

const namesOf = (items: readonly Dependent[]): string[] => items.map(({ name }) => name);
