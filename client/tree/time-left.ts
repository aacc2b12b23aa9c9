/** How long it is until a moment, in one number that people can keep: `in 3 h`. */
export function inWords(now: string, until: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(until) - Date.parse(now)) / 1000));
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3_600) return `in ${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3_600 ? `in ${Math.round(seconds / 3_600)} h` : `in ${Math.round(seconds / 86_400)} days`;
}
