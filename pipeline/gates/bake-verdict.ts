import { lengthOf } from '../model/duration-text';

/** What a bake asks for, in milliseconds since it began. */
export interface BakeCriteria {
  readonly forMs: number;
  readonly minimumRequests: number;
  /** From here on, what is still missing makes the verdict inconclusive. */
  readonly deadlineMs: number;
}

/** What one look saw. */
export interface Seen {
  readonly elapsedMs: number;
  /** `null`: unreadable, which is not the same as none. */
  readonly requests: number | null;
  readonly alarms: readonly SeenAlarm[];
}

export interface SeenAlarm {
  readonly name: string;
  readonly state: 'ok' | 'firing' | 'unknown';
  /** Whether it fired at any moment since the bake began, also if it is quiet again. */
  readonly fired: boolean;
}

export type Verdict =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'unhealthy'; readonly because: string }
  | ({ readonly kind: 'waiting' } & Wait)
  | ({ readonly kind: 'inconclusive' } & Wait);

/** What is still missing. */
export type Wait =
  | { readonly on: 'time'; readonly leftMs: number }
  | { readonly on: 'traffic'; readonly seen: number | null; readonly wanted: number }
  | { readonly on: 'alarms'; readonly alarms: readonly string[] };

/** The one place that decides whether a bake goes on, passes or fails. Silence is not health. */
export function judge(criteria: BakeCriteria, seen: Seen): Verdict {
  const because = whatFired(seen.alarms);
  if (because !== undefined) return { kind: 'unhealthy', because };
  const wait = waitingOn(criteria, seen);
  if (wait === undefined) return { kind: 'healthy' };
  return { kind: seen.elapsedMs < criteria.deadlineMs ? 'waiting' : 'inconclusive', ...wait };
}

/** Which alarms fired, in words: now or at any moment since the looking began. `undefined` where none did. */
export function whatFired(alarms: readonly SeenAlarm[]): string | undefined {
  const fired = alarms.filter((alarm) => alarm.fired || alarm.state === 'firing');
  return fired.length === 0 ? undefined : `${alarmsNamed(namesOf(fired))} fired`;
}

/** A wait in words, for the person who looks why nothing moves. */
export function waitSentence(wait: Wait): string {
  switch (wait.on) {
    case 'time':
      return `${lengthOf(Math.ceil(wait.leftMs / 1_000) * 1_000)} left`;
    case 'traffic':
      return wait.seen === null ? 'the number of requests cannot be read' : `${wait.seen} of ${wait.wanted} requests seen`;
    case 'alarms':
      return wait.alarms.length === 0
        ? 'no alarm is watched, so nothing could tell'
        : `${alarmsNamed(wait.alarms)} cannot be read`;
  }
}

const alarmsNamed = (names: readonly string[]): string => `alarm${names.length === 1 ? '' : 's'} ${names.join(', ')}`;

function waitingOn(criteria: BakeCriteria, seen: Seen): Wait | undefined {
  const elapsedMs = readable(seen.elapsedMs);
  const requests = readable(seen.requests);
  // A criteria that is no number is never met: JSON makes null of infinity, and null is less than anything.
  const [forMs, minimum] = [readable(criteria.forMs), readable(criteria.minimumRequests)];
  if (elapsedMs === null || forMs === null || elapsedMs < forMs) return { on: 'time', leftMs: criteria.forMs - (elapsedMs ?? 0) };
  if (requests === null || minimum === null || requests < minimum) {
    return { on: 'traffic', seen: requests, wanted: criteria.minimumRequests };
  }
  const unread = seen.alarms.filter((alarm) => alarm.state !== 'ok');
  return unread.length > 0 || seen.alarms.length === 0 ? { on: 'alarms', alarms: namesOf(unread) } : undefined;
}

/** Metrics answer strange things: NaN, infinity and less than none are no evidence, they are unreadable. */
const readable = (count: number | null): number | null => (count !== null && Number.isFinite(count) && count >= 0 ? count : null);

const namesOf = (alarms: readonly SeenAlarm[]): string[] => alarms.map((alarm) => alarm.name);
