import type { Point } from './evaluate';

/** Neighbouring periods of one length that are all over. Times are milliseconds since 1970. */
export interface Periods {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodMs: number;
}

/** One data point of a metric, as CloudWatch answers it: the start of its period and the value. */
export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

/**
 * The newest `count` periods that are over. The open one is never among them: half a period's sum or count would look like a drop,
 * and an alarm would fire or clear on it.
 */
export function closedPeriods(periodMs: number, count: number, nowMs: number): Periods {
  const toMs = Math.floor(nowMs / periodMs) * periodMs;
  return { fromMs: toMs - count * periodMs, toMs, periodMs };
}

/** The samples of those periods, oldest first: others are left out, also what an open period has so far. */
export function samplesIn({ fromMs, toMs }: Periods, samples: readonly Sample[]): Sample[] {
  return samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs);
}

/** One point a period, oldest first; missing where a period has no sample. */
export function pointsIn(periods: Periods, samples: readonly Sample[]): Point[] {
  const points = new Array<Point>((periods.toMs - periods.fromMs) / periods.periodMs).fill(undefined);
  for (const { atMs, value } of samplesIn(periods, samples)) {
    points[Math.floor((atMs - periods.fromMs) / periods.periodMs)] = value;
  }
  return points;
}
