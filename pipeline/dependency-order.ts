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
  const waiting = [...items];
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((item) => !waiting.some((other) => item.dependsOn.includes(other.name)));
    if (free < 0) throw new Error(`${waiting.map((item) => item.name).join(', ')} depend on each other`);
    ordered.push(...waiting.splice(free, 1));
  }
  return ordered;
}

/** The names on a cycle, or between two, in the order of writing; empty where there is none. */
export function cyclic(items: readonly Dependent[]): string[] {
  let left = [...items];
  for (;;) {
    const leans = (item: Dependent) => left.some((other) => item.dependsOn.includes(other.name));
    const carries = (item: Dependent) => left.some((other) => other.dependsOn.includes(item.name));
    const stays = left.filter((item) => leans(item) && carries(item));
    if (stays.length === left.length) return left.map((item) => item.name);
    left = stays;
  }
}
