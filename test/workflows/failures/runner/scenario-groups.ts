import { byLevel, isSameCall, type RecordedCall } from '../calls/recorded-call';
import { type FailureMode, failureModes } from './failure-mode';
import { type Baseline, baselines } from './scenario';
import type { FailureResult } from './scenario-result';
import type { ScenarioRunner } from './scenario-runner';

/** All scenarios with one baseline and one failure mode: one for each injection point. */
export interface ScenarioGroup {
  readonly baseline: Baseline;
  readonly mode: FailureMode;
}

/** Every group. Those that wait long for time-outs of the server come first, so that the others run meanwhile. */
export const scenarioGroups: readonly ScenarioGroup[] = [...failureModes]
  .sort((mode) => (mode === 'times out after acting' ? -1 : 0))
  .flatMap((mode) => baselines.map((baseline) => ({ baseline, mode })));

/** The calls at which a failure can be injected, found by a run of each baseline. The second adds only its rollback: up to there it is the same as the first. */
export async function findInjectionPoints(runner: ScenarioRunner): Promise<Record<Baseline, RecordedCall[]>> {
  const [healthy = [], unhealthy = []] = await Promise.all(
    baselines.map(async (baseline) => (await runner.run({ baseline })).calls),
  );
  const isNew = (call: RecordedCall) => !healthy.some((one) => isSameCall(one, call));
  return { healthy: sortByLevel(healthy), unhealthy: sortByLevel(unhealthy).filter(isNew) };
}

/** Runs a scenario for each injection point, as many at once as the runner allows. */
export const runGroup = (
  runner: ScenarioRunner,
  { baseline, mode }: ScenarioGroup,
  points: readonly RecordedCall[],
): Promise<FailureResult[]> =>
  Promise.all(points.map(async (at) => ({ ...(await runner.run({ baseline, failure: { at, mode } })), failedCall: at })));

const sortByLevel = (calls: readonly RecordedCall[]): RecordedCall[] =>
  [...calls].sort((one, other) => byLevel(one.level, other.level));
