/** Decides whether a bake goes on, passes or fails. */
import { describeDuration } from '../model/duration-text';

/** What a bake needs to end healthy, times in milliseconds since it began. */
export interface BakeCriteria {
  readonly forMs: number;
  readonly minimumRequests: number;
  /** From here on the verdict is inconclusive if something is still missing. */
  readonly deadlineMs: number;
}

/** What one look saw. */
export interface Seen {
  readonly elapsedMs: number;
  /** `null` if it cannot be read, which is not the same as 0. */
  readonly requests: number | null;
  readonly alarms: readonly SeenAlarm[];
}

export interface SeenAlarm {
  readonly name: string;
  readonly state: 'ok' | 'firing' | 'unknown';
  /** Whether it fired at any moment since the bake began, even if it is ok again. */
  readonly fired: boolean;
}

export type Verdict =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'unhealthy'; readonly because: string }
  | ({ readonly kind: 'waiting' } & Wait)
  | ({ readonly kind: 'inconclusive' } & Wait);

/** What a bake still waits for. */
export type Wait =
  | { readonly on: 'time'; readonly leftMs: number }
  | { readonly on: 'traffic'; readonly seen: number | null; readonly needed: number }
  | { readonly on: 'alarms'; readonly alarms: readonly string[] };

/** The verdict on a bake after one look. Silence is not health: without time, traffic and readable alarms no bake is healthy. */
export function judge(criteria: BakeCriteria, seen: Seen): Verdict {
  const because = describeFiredAlarms(seen.alarms);
  if (because !== undefined) return { kind: 'unhealthy', because };
  const wait = waitingOn(criteria, seen);
  if (wait === undefined) return { kind: 'healthy' };
  return { kind: seen.elapsedMs < criteria.deadlineMs ? 'waiting' : 'inconclusive', ...wait };
}

/** Which alarms fire, or fired since the bake began, as a sentence; `undefined` if none did. */
export function describeFiredAlarms(alarms: readonly SeenAlarm[]): string | undefined {
  const fired = alarms.filter((alarm) => alarm.fired || alarm.state === 'firing');
  return fired.length === 0 ? undefined : `${describeAlarms(namesOf(fired))} fired`;
}

/** What a bake waits for, for people who ask why nothing moves. */
export function describeWait(wait: Wait): string {
  switch (wait.on) {
    case 'time':
      return `${describeDuration(Math.ceil(wait.leftMs / 1_000) * 1_000)} left`;
    case 'traffic':
      return wait.seen === null ? 'the number of requests cannot be read' : `${wait.seen} of ${wait.needed} requests seen`;
    case 'alarms':
      return wait.alarms.length === 0
        ? 'no alarm is watched, so the bake has no evidence'
        : `${describeAlarms(wait.alarms)} cannot be read`;
  }
}

const describeAlarms = (names: readonly string[]): string => `alarm${names.length === 1 ? '' : 's'} ${names.join(', ')}`;

function waitingOn(criteria: BakeCriteria, seen: Seen): Wait | undefined {
  const elapsedMs = readable(seen.elapsedMs);
  const requests = readable(seen.requests);
  // A criterion that is not a number is never met. JSON turns infinity into null, and null compares as 0.
  const [forMs, minimum] = [readable(criteria.forMs), readable(criteria.minimumRequests)];
  if (elapsedMs === null || forMs === null || elapsedMs < forMs) return { on: 'time', leftMs: criteria.forMs - (elapsedMs ?? 0) };
  if (requests === null || minimum === null || requests < minimum) {
    return { on: 'traffic', seen: requests, needed: criteria.minimumRequests };
  }
  const unread = seen.alarms.filter((alarm) => alarm.state !== 'ok');
  return unread.length > 0 || seen.alarms.length === 0 ? { on: 'alarms', alarms: namesOf(unread) } : undefined;
}

/** NaN, infinity and negative numbers, which metrics can return, are not evidence: `null`. */
const readable = (count: number | null): number | null => (count !== null && Number.isFinite(count) && count >= 0 ? count : null);

const namesOf = (alarms: readonly SeenAlarm[]): string[] => alarms.map((alarm) => alarm.name);
