/** Anything with a name that says the names of what it depends on. */
export interface Dependent {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/**
 * What is depended on first; among what is free, the order of writing. Names that are not among the items count as in place already:
 * a zone's components depend on the Region's, which came before. Throws on a cycle, which `problems` has refused before.
 */
export function inDependencyOrder<T extends Dependent>(items: readonly T[]): T[] {
  const { ordered, left } = peeled(items);
  if (left.length > 0) throw new Error(`${namesOf(left).join(', ')} depend on each other`);
  return ordered;
}

/** The names on a cycle, or between two, in the order of writing; empty where there is none. */
export function cyclic(items: readonly Dependent[]): string[] {
  const leaning = peeled(items).left;
  if (leaning.length === 0) return [];
  const carrying = new Set(namesOf(peeled(turned(items)).left));
  return namesOf(leaning).filter((name) => carrying.has(name));
}

/**
 * Takes one free item away after the other. What is left leans on a cycle, or is on one. Looks at each dependency once and calls itself
 * never: whoever writes ten thousand components, or conditions of a template, gets an answer.
 */
function peeled<T extends Dependent>(items: readonly T[]): { ordered: T[]; left: T[] } {
  const dependants = indicesOf(turned(items), items);
  const waitsFor = indicesOf(items, items).map((those) => those.length);
  const free = [...waitsFor.keys()].filter((index) => waitsFor[index] === 0).reverse(); // taken from the end
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
function turned(items: readonly Dependent[]): Dependent[] {
  const dependants = new Map(items.map(({ name }): [string, string[]] => [name, []]));
  for (const { name, dependsOn } of items) for (const other of dependsOn) dependants.get(other)?.push(name);
  return items.map(({ name }) => ({ name, dependsOn: dependants.get(name) ?? [] }));
}

/** What each depends on, by where that stands among all. */
function indicesOf(items: readonly Dependent[], all: readonly Dependent[]): number[][] {
  const indices = new Map(all.map(({ name }, index) => [name, index]));
  return items.map(({ dependsOn }) => [...new Set(dependsOn)].flatMap((name) => indices.get(name) ?? []));
}

/** Where an index belongs in a list that falls. */
function placeIn(falling: readonly number[], index: number): number {
  let [from, to] = [0, falling.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((falling[middle] ?? 0) > index) from = middle + 1;
    else to = middle;
  }
  return from;
}

const namesOf = (items: readonly Dependent[]): string[] => items.map(({ name }) => name);
