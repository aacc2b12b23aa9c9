import { conditionOf } from '../../activities/aws/cloudformation/stack-status';
import type { Report, Running, StoryReport } from '../../demo/run/report';

/**
 * How the second report differs from the first, but for times and ids; a line each. How a stack's last operation ended is a matter of
 * timing (a deployment that was stopped takes itself back), what it runs is not.
 */
export function differences(calm: Report, other: Report): string[] {
  return [
    ...differing(calm.stories.map(toldOf), other.stories.map(toldOf), ({ story }) => story),
    ...differing(calm.runs.map(runs), other.runs.map(runs), ({ stack }) => stack),
  ];
}

/** What a report says of a story, but for times and ids. */
export const toldOf = ({ story, mustEnd, ended, proofs, ok }: StoryReport) => ({
  story,
  mustEnd,
  ended: withoutIds(ended),
  proofs: proofs.map(({ says, holds, because }) => ({ says, holds, ...(!holds && { because }) })),
  ok,
});

const runs = ({ stack, status, digest, version, merge }: Running) => ({
  stack,
  condition: conditionOf(status),
  digest,
  version,
  merge: merge && withoutIds(merge),
});

/** A release bears its commit, and a commit its time, so the same release has another id in every run; what is in it has not. */
const withoutIds = <T>(told: T): T => JSON.parse(JSON.stringify(told).replace(/\b[0-9a-f]{7}\b/g, 'id'));

function differing<T>(some: readonly T[], others: readonly T[], nameOf: (item: T) => string): string[] {
  const names = new Set([...some, ...others].map(nameOf));
  const textIn = (items: readonly T[], name: string) => JSON.stringify(items.find((item) => nameOf(item) === name)) ?? 'nothing';
  return [...names].flatMap((name) => {
    const [before, after] = [textIn(some, name), textIn(others, name)];
    return before === after ? [] : [`${name}: ${after}, in the calm run ${before}`];
  });
}
