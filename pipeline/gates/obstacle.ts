/** What keeps a change from going on until a person removes it, outside Slipway: access that is denied, a limit that is reached. */

/** An obstacle before a stage, or before the release is built. */
export interface Obstacle {
  /** The stage that the change waits to enter; absent before the release is built. */
  readonly stage?: string;
  /** AWS's words and what to do about it, as a sentence. */
  readonly because: string;
  /** When it was met first, ISO 8601. */
  readonly since: string;
  /** How many looks have found it, the first included. */
  readonly looks: number;
  /** When the change looks again by itself, ISO 8601; absent while it looks. */
  readonly until?: string;
}

/** The first and the longest wait before the next look: soon after a quick repair, and not too often for one that takes days. */
const [firstMs, longestMs] = [60_000, 600_000];

/** How long to wait after so many looks in vain, in ms: 1 minute, then twice as long each time, up to 10 minutes. */
export const pauseAfter = (looks: number): number => Math.min(longestMs, firstMs * 2 ** Math.min(looks - 1, 10));

/** Whether two reasons are the same for people: ids of requests and sessions, encoded messages and times, which differ from look to look, are no news. */
export const isSameReason = (one: string, other: string): boolean => withoutIds(one) === withoutIds(other);

const withoutIds = (reason: string): string =>
  reason
    .replace(/\b(extended )?request ?(id|token):? ?[\w+/=-]+/gi, '')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '')
    .replace(/encoded authorization failure message: \S+/gi, '')
    .replace(/\b\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d(\.\d+)?Z?/g, '')
    .replace(/\b(?=[\w+=-]*\d)[\w+=-]{40,}/g, '')
    .replace(/(assumed-role\/[^/\s]+)\/[^\s,)]+/g, '$1');

/** What a person can do about it, as sentences. */
export const obstacleAdvice = (change: string): string =>
  `Slipway looks again by itself, at the latest after ten minutes. To look at once, run \`slipway retry ${change} --why …\`, or send the signal "retry"`;
