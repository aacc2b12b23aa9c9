import { conditionOf } from '../../activities/aws/cloudformation/stack-status';
import type { Report, RunningStack, StoryReport } from '../../demo/run/report';

/**
 * How the second report differs from the first, one line per difference, ignoring times and ids. Timing decides how a stack's last operation ended
 * (a stopped deployment is rolled back by CloudFormation), but not what it runs.
 */
export function differences(calm: Report, other: Report): string[] {
  return [
    ...differing(calm.stories.map(comparableStory), other.stories.map(comparableStory), ({ story }) => story),
    ...differing(calm.running.map(comparableStack), other.running.map(comparableStack), ({ stack }) => stack),
  ];
}

/** A story's report without times and ids. */
export const comparableStory = ({ story, expected, outcome, proofs, ok }: StoryReport) => ({
  story,
  expected,
  outcome: withoutIds(outcome),
  proofs: proofs.map(({ claim, holds, because }) => ({ claim, holds, ...(!holds && { because }) })),
  ok,
});

const comparableStack = ({ stack, status, digest, version, merge }: RunningStack) => ({
  stack,
  condition: conditionOf(status),
  digest,
  version,
  merge: merge && withoutIds(merge),
});

/** A release's id depends on its commit and so on the time, so the same content has another id in every run. */
const withoutIds = <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(/\b[0-9a-f]{7}\b/g, 'id'));

function differing<T>(some: readonly T[], others: readonly T[], nameOf: (item: T) => string): string[] {
  const names = new Set([...some, ...others].map(nameOf));
  const textIn = (items: readonly T[], name: string) => JSON.stringify(items.find((item) => nameOf(item) === name)) ?? 'nothing';
  return [...names].flatMap((name) => {
    const [before, after] = [textIn(some, name), textIn(others, name)];
    return before === after ? [] : [`${name}: ${after}; in the calm run ${before}`];
  });
}
