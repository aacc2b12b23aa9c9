/** A length of time as people write it: a number and its unit, for example `90s`, `30m` or `12h`. A bare number does not compile. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** The given number of seconds. */
export const seconds = (count: number): Duration => `${count}s`;

/** The given number of minutes. */
export const minutes = (count: number): Duration => `${count}m`;

/** The given number of hours. */
export const hours = (count: number): Duration => `${count}h`;

/** The given number of days of 24 hours; a day of the clock can have 23 or 25, so a duration is written in hours. */
export const days = (count: number): Duration => hours(count * 24);

/** A duration in milliseconds; `undefined` where the text is none (it came from JSON, which knows no types). */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * unitMs[unit as keyof typeof unitMs];
}

/** A duration in milliseconds. Throws where the text is none: `problems` has refused such a pipeline long before. */
export function milliseconds(duration: Duration): number {
  const ms = parseDuration(duration);
  if (ms === undefined) throw new Error(`${duration} is no duration: write a number and a unit, as in 90s, 30m or 12h`);
  return ms;
}

/** So many milliseconds as people write them: in the largest unit that leaves no fraction. */
export function durationOf(ms: number): Duration {
  if (ms % unitMs.h === 0 && ms > 0) return hours(ms / unitMs.h);
  if (ms % unitMs.m === 0 && ms > 0) return minutes(ms / unitMs.m);
  return ms % unitMs.s === 0 ? seconds(ms / unitMs.s) : `${ms}ms`;
}
