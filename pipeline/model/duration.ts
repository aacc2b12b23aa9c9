/** A length of time as a pipeline file writes it: a number and its unit, as in `90s`, `30m` or `12h`. A number without a unit does not compile. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** The given number of seconds. */
export const seconds = (count: number): Duration => `${count}s`;

/** The given number of minutes. */
export const minutes = (count: number): Duration => `${count}m`;

/** The given number of hours. */
export const hours = (count: number): Duration => `${count}h`;

/** The given number of days of 24 hours, written in hours: a calendar day can have 23 or 25. */
export const days = (count: number): Duration => hours(count * 24);

/** A duration in milliseconds; `undefined` if the text is not a duration, as text from JSON may not be. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * unitMs[unit as keyof typeof unitMs];
}

/** A duration in milliseconds. Throws if the text is not a duration: `problems` has already refused such a pipeline. */
export function milliseconds(duration: Duration): number {
  const ms = parseDuration(duration);
  if (ms === undefined) throw new Error(`${duration} is not a duration: write a number and a unit, as in 90s, 30m or 12h`);
  return ms;
}

/** Milliseconds as a pipeline file writes them, in the largest unit that leaves no fraction. The inverse of `parseDuration`. */
export function durationOf(ms: number): Duration {
  if (ms % unitMs.h === 0 && ms > 0) return hours(ms / unitMs.h);
  if (ms % unitMs.m === 0 && ms > 0) return minutes(ms / unitMs.m);
  return ms % unitMs.s === 0 ? seconds(ms / unitMs.s) : `${ms}ms`;
}
