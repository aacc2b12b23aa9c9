import { type Target, targetKey } from '../target';

/** For what a request is counted. */
export interface Counter {
  readonly account: string;
  readonly target: Target;
}

/** A finished request. */
export interface FinishedRequest {
  readonly status: number;
  readonly latencyMs: number;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** The count of the requests that ended within one second. */
export interface Count {
  readonly requests: number;
  readonly errors: number;
  readonly latency: { readonly sum: number; readonly min: number; readonly max: number };
}

/** The count of one target in one second. */
export interface Tally extends Counter, Count {
  /** Seconds since 1970. */
  readonly second: number;
}

/** The sum of two counts. */
export const addCounts = (one: Count, other: Count): Count => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  latency: {
    sum: one.latency.sum + other.latency.sum,
    min: Math.min(one.latency.min, other.latency.min),
    max: Math.max(one.latency.max, other.latency.max),
  },
});

/** Counts requests by target and by the second in which they ended. */
export class Meter {
  #tallies = new Map<string, Tally>();

  count(counter: Counter, { status, latencyMs, endedAt }: FinishedRequest): void {
    const second = Math.floor(endedAt / 1_000);
    const count = { requests: 1, errors: status >= 500 ? 1 : 0, latency: { sum: latencyMs, min: latencyMs, max: latencyMs } };
    const key = `${counter.account} ${targetKey(counter.target)} ${second}`;
    const before = this.#tallies.get(key);
    this.#tallies.set(key, { ...counter, second, ...(before === undefined ? count : addCounts(before, count)) });
  }

  /** Returns the counts of the seconds before the given one, and forgets them: those seconds are over. */
  takeBefore(second: number): Tally[] {
    const finished = [...this.#tallies.values()].filter((tally) => tally.second < second);
    this.#tallies = new Map([...this.#tallies].filter(([, tally]) => tally.second >= second));
    return finished;
  }
}
