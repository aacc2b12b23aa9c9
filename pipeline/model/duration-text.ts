/** A length of time as people read it, in its two largest units: `31 h 30 min`, `4 h`, `90 s` as `1 min 30 s`. Over two days, which nobody counts in hours, as `9 d 8 h`. */
export function lengthOf(ms: number): string {
  const units = [
    ...(ms > 2 * day ? ([[day, 'd']] as const) : []),
    [3_600_000, 'h'],
    [60_000, 'min'],
    [1_000, 's'],
    [1, 'ms'],
  ] as const;
  const parts = units.reduce<{ rest: number; said: string[] }>(
    ({ rest, said }, [unit, name]) => {
      const count = Math.floor(rest / unit);
      return { rest: rest - count * unit, said: count === 0 ? said : [...said, `${count} ${name}`] };
    },
    { rest: Math.round(ms), said: [] },
  );
  return parts.said.length === 0 ? '0 s' : parts.said.slice(0, 2).join(' ');
}

/** Of 24 hours. */
const day = 86_400_000;
