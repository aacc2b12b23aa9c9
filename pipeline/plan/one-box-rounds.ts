/** In which order the components of a zone take a change, where some go by a one-box and some cannot. */
import { type Dependent, inDependencyOrder } from './dependency-order';

/** One part of a zone's way: the one-boxes that can go together, and after their bake the stacks of the whole zone. */
export interface Round<T> {
  readonly oneBoxes: readonly T[];
  readonly fleets: readonly T[];
}

/**
 * As few rounds as there can be, each component in dependency order and as late as it may be.
 *
 * A one-box must not meet the old version of what it leans on. A dependency with a one-box goes by the same step, just before it. One
 * without has nothing smaller than the whole zone, so its fleet has to be in place first: in an earlier round. As late as it may be,
 * because the whole zone takes such a component at once: what no one-box leans on waits until the one-boxes have baked.
 */
export function roundsOf<T extends Dependent>(items: readonly T[], hasOneBox: (item: T) => boolean): Round<T>[] {
  const ordered = inDependencyOrder(items);
  const before = new Map<string, number>(); // how many rounds come after a component's own
  for (const item of [...ordered].reverse()) {
    const dependants = ordered.filter((other) => other.dependsOn.includes(item.name));
    const from = dependants.map((other) => (before.get(other.name) ?? 0) + (hasOneBox(other) && !hasOneBox(item) ? 1 : 0));
    before.set(item.name, Math.max(0, ...from));
  }
  const first = Math.max(0, ...before.values());
  return Array.from({ length: first + 1 }, (_, index) => {
    const fleets = ordered.filter(({ name }) => before.get(name) === first - index);
    return { fleets, oneBoxes: fleets.filter(hasOneBox) };
  });
}
