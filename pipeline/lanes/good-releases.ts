/** The releases that are good in each lane: what a rollback there goes to. */
import type { ServiceState } from './state';

/** Good releases kept for each lane and pipeline, so that a lane can be rolled back past several bad ones in a row. */
const goodKept = 10;

/** The release that a rollback in a lane goes to; `null` if none is known to be good there. */
export const goodAt = (state: ServiceState, lane: string, { pipeline }: { pipeline: string }): string | null =>
  state.good[lane]?.[pipeline]?.at(-1) ?? null;

/** The state in which a release is the newest good one in these lanes. */
export function withGood(
  state: ServiceState,
  lanes: readonly string[],
  { pipeline, release }: { pipeline: string; release: string },
): ServiceState {
  const added = lanes.map((lane) => {
    const before = (state.good[lane]?.[pipeline] ?? []).filter((other) => other !== release);
    return [lane, { ...state.good[lane], [pipeline]: [...before, release].slice(-goodKept) }] as const;
  });
  return { ...state, good: { ...state.good, ...Object.fromEntries(added) } };
}
