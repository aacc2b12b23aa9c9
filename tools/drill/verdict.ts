import { count } from './count';
import { differences } from './differences';
import type { Run } from './run';

/** What a run has to be measured by: sentences, and none of them is what it should come to. */
export interface Verdict {
  readonly times: number;
  readonly timesInWayBack: number;
  /** How many acts on stacks were counted. */
  readonly seen: number;
  readonly wrong: readonly string[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/** Holds a run against the calm one. */
export function verdictOf({ report, deeds, times, timesInWayBack }: Run, calm: Run): Verdict {
  const counts = [...deeds].map(([story, of]) => {
    const { seen, lost, doubled } = count(of, calm.deeds.get(story) ?? of);
    const named = (what: string) => `${story}: ${what}`;
    return { seen, lost: lost.map(named), doubled: doubled.map(named) };
  });
  const failed = report.stories
    .filter(({ ok }) => !ok)
    .map(({ story }) => `${story}: it did not end as it had to, or is not proved`);
  return {
    times,
    timesInWayBack,
    seen: counts.reduce((sum, { seen }) => sum + seen, 0),
    wrong: [...failed, ...differences(calm.report, report)],
    lost: counts.flatMap(({ lost }) => lost),
    doubled: counts.flatMap(({ doubled }) => doubled),
  };
}

/** Everything that is not as it should be. */
export const complaints = ({ wrong, lost, doubled }: Verdict): string[] => [
  ...wrong.map((what) => `wrong: ${what}`),
  ...lost.map((what) => `lost: ${what}`),
  ...doubled.map((what) => `doubled: ${what}`),
];
