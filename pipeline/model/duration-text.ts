/** Lengths of time as people read them, all from milliseconds. `durationOf` in `duration.ts` writes one as a pipeline file does. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [second, 's'],
  [1, 'ms'],
] as const;

/** In the two largest units: `31 h 30 min`, `4 h`, `1 min 30 s`. Days appear only above two of them, as in `9 d 8 h`. */
export function describeDuration(ms: number): string {
  const parts: string[] = [];
  let rest = Math.round(ms);
  for (const [unit, name] of ms > 2 * day ? units : units.slice(1)) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count !== 0) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(' ') || '0 s';
}

/** The time until something, rounded to one unit: `in 3 h`. Never negative. */
export function describeTimeLeft(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / second));
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3_600) return `in ${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3_600 ? `in ${Math.round(seconds / 3_600)} h` : `in ${Math.round(seconds / 86_400)} days`;
}

/** The time since something, as a stopwatch shows it: `02:14`, from an hour on `1:02:14`. Never negative. */
export function describeElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / second));
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${twoDigits(minutes)}:${twoDigits(seconds % 60)}`;
}
