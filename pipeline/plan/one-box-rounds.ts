/** The order in which the components of a zone take a change, if some have a one-box and others do not. */
import { type Dependent, inDependencyOrder } from './dependency-order';

/** The one-boxes that are deployed together, and after their bake the fleets. */
export interface Round<T> {
  readonly oneBoxes: readonly T[];
  readonly fleets: readonly T[];
}

/**
 * The fewest rounds possible, each component in dependency order and as late as possible.
 *
 * A one-box must not run against the old version of what it depends on. A dependency with a one-box is deployed in the same step, just
 * before it. A dependency without one can only be deployed to the whole zone, so its fleet must be in an earlier round. Everything else
 * without a one-box comes as late as possible: it reaches the whole zone at once, so it waits until the one-boxes have baked.
 */
export function oneBoxRounds<T extends Dependent>(items: readonly T[], hasOneBox: (item: T) => boolean): Round<T>[] {
  const ordered = inDependencyOrder(items);
  const roundsAfter = new Map<string, number>(); // how many rounds come after a component's own
  for (const item of [...ordered].reverse()) {
    const dependants = ordered.filter((other) => other.dependsOn.includes(item.name));
    const needed = dependants.map((other) => (roundsAfter.get(other.name) ?? 0) + (hasOneBox(other) && !hasOneBox(item) ? 1 : 0));
    roundsAfter.set(item.name, Math.max(0, ...needed));
  }
  const last = Math.max(0, ...roundsAfter.values());
  return Array.from({ length: last + 1 }, (_, index) => {
    const fleets = ordered.filter(({ name }) => roundsAfter.get(name) === last - index);
    return { fleets, oneBoxes: fleets.filter(hasOneBox) };
  });
}
