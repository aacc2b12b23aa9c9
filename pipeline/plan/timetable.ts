/**
 * The earliest time at which a change can be in each stage. It counts bakes and windows, which are known beforehand. Deployments, builds,
 * tests and people take additional time that nobody can know.
 */

import type { NextOpening } from '../model/windows';
import type { BakePlan } from './bake-plan';
import type { RegionPlan, StagePlan, Step } from './plan';

/** The times of all stages for a change that begins at a moment. Moments are milliseconds of the epoch. */
export interface Timetable {
  readonly fromMs: number;
  readonly stages: readonly StageTimes[];
  /** When the change is everywhere; absent if the windows of a stage never open. */
  readonly endsMs?: number;
}

export interface StageTimes {
  readonly name: string;
  readonly takesMs: number;
  readonly regions: readonly RegionTimes[];
  /** When the stage can be entered and left; absent if its windows, or those of a stage before it, never open. */
  readonly open?: { readonly waitsMs: number; readonly entersMs: number; readonly endsMs: number };
}

export interface RegionTimes {
  readonly name: string;
  readonly takesMs: number;
  readonly zones: readonly { readonly name: string; readonly takesMs: number }[];
}

/** The earliest times of a plan: each stage begins when the one before it has ended and its windows are open. */
export function timetable(stages: readonly StagePlan[], from: { atMs: number; nextOpening: NextOpening }): Timetable {
  const times: StageTimes[] = [];
  let readyMs: number | undefined = from.atMs;
  for (const stage of stages) {
    const next = stageTimes(stage, { ...from, readyMs });
    times.push(next);
    readyMs = next.open?.endsMs;
  }
  return { fromMs: from.atMs, stages: times, ...(readyMs !== undefined && { endsMs: readyMs }) };
}

function stageTimes(
  { name, windows, regions: plans }: StagePlan,
  { readyMs, nextOpening }: { readyMs: number | undefined; nextOpening: NextOpening },
): StageTimes {
  const regions = plans.map(regionTimes);
  const takesMs = Math.max(0, ...regions.map((region) => region.takesMs)); // Regions run in parallel
  const entersMs = readyMs === undefined || windows === undefined ? readyMs : nextOpening(windows, readyMs);
  if (readyMs === undefined || entersMs === undefined) return { name, takesMs, regions };
  return { name, takesMs, regions, open: { waitsMs: entersMs - readyMs, entersMs, endsMs: entersMs + takesMs } };
}

/** How long the bakes of a Region take. */
export function regionTimes({ name, steps, zones: plans, bake }: RegionPlan): RegionTimes {
  const zones = plans.map((zone) => ({ name: zone.name, takesMs: stepsMs(zone.steps) }));
  const inZones = zones.reduce((sum, { takesMs }) => sum + takesMs, 0); // zones run one after the other
  return { name, zones, takesMs: stepsMs(steps) + inZones + bakeMs(bake) };
}

const stepsMs = (steps: readonly Step[]): number => steps.reduce((sum, { bake }) => sum + bakeMs(bake), 0);

const bakeMs = (bake: BakePlan | undefined): number => bake?.criteria.forMs ?? 0;
