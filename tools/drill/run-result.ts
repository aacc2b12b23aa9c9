import { countMutations } from './count-mutations';
import { differences } from './differences';
import type { DrillRun } from './run';

/** What one run of the stories showed, compared with the calm run. */
export interface RunResult {
  readonly faults: number;
  readonly faultsInRollback: number;
  readonly mutations: number;
  readonly wrong: readonly string[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/** Compares a run with the calm one. */
export function compareRuns({ report, records, faults, faultsInRollback }: DrillRun, calm: DrillRun): RunResult {
  const counts = [...records].map(([story, record]) => {
    const { mutations, lost, doubled } = countMutations(record, calm.records.get(story) ?? record);
    const inStory = (sentence: string) => `${story}: ${sentence}`;
    return { mutations, lost: lost.map(inStory), doubled: doubled.map(inStory) };
  });
  const failed = report.stories
    .filter(({ ok }) => !ok)
    .map(({ story }) => `${story}: it did not end as expected, or a proof does not hold`);
  return {
    faults,
    faultsInRollback,
    mutations: counts.reduce((sum, { mutations }) => sum + mutations, 0),
    wrong: [...failed, ...differences(calm.report, report)],
    lost: counts.flatMap(({ lost }) => lost),
    doubled: counts.flatMap(({ doubled }) => doubled),
  };
}

/** A line for everything that went wrong; empty if nothing did. */
export const failures = ({ wrong, lost, doubled }: RunResult): string[] => [
  ...wrong.map((sentence) => `wrong: ${sentence}`),
  ...lost.map((sentence) => `lost: ${sentence}`),
  ...doubled.map((sentence) => `doubled: ${sentence}`),
];
