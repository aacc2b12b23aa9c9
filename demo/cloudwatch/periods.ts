import type { Point } from './evaluate';

/** Consecutive closed periods of the same length. Times are milliseconds since 1970. */
export interface Periods {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodMs: number;
}

/** One data point of a metric, as CloudWatch returns it: the start of its period and the value. */
export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/**
 * The newest `count` closed periods, without the open one: the sum or count of half a period would look like a drop, and could make an
 * alarm fire or clear.
 */
export function closedPeriods(periodMs: number, count: number, nowMs: number): Periods {
  const toMs = Math.floor(nowMs / periodMs) * periodMs;
  return { fromMs: toMs - count * periodMs, toMs, periodMs };
}

/** The samples of the closed periods, oldest first; without those of the open period. */
export function samplesIn({ fromMs, toMs }: Periods, samples: readonly Sample[]): Sample[] {
  return samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs);
}

/** One point for each period, oldest first; missing if the period has no sample. */
export function pointsIn(periods: Periods, samples: readonly Sample[]): Point[] {
  const points = new Array<Point>((periods.toMs - periods.fromMs) / periods.periodMs).fill(undefined);
  for (const { atMs, value } of samplesIn(periods, samples)) {
    points[Math.floor((atMs - periods.fromMs) / periods.periodMs)] = value;
  }
  return points;
}
