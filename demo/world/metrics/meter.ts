import { type Target, targetKey } from '../target';

/** Where requests are counted. */
export interface Counted {
  readonly account: string;
  readonly target: Target;
}

/** A request that is over. */
export interface Ended {
  readonly status: number;
  readonly latencyMs: number;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** What was counted of the requests that ended within one second. */
export interface Count {
  readonly requests: number;
  readonly errors: number;
  readonly latency: { readonly sum: number; readonly least: number; readonly most: number };
}

/** The count of one target in one second. */
export interface Tally extends Counted, Count {
  /** Seconds since 1970. */
  readonly second: number;
}

/** The count of one and the other. */
export const added = (one: Count, other: Count): Count => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  latency: {
    sum: one.latency.sum + other.latency.sum,
    least: Math.min(one.latency.least, other.latency.least),
    most: Math.max(one.latency.most, other.latency.most),
  },
});

/** Counts requests by target and by the second in which they ended. */
export class Meter {
  #tallies = new Map<string, Tally>();

  count(counted: Counted, { status, latencyMs, endedAt }: Ended): void {
    const second = Math.floor(endedAt / 1_000);
    const count = { requests: 1, errors: status >= 500 ? 1 : 0, latency: { sum: latencyMs, least: latencyMs, most: latencyMs } };
    const key = `${counted.account} ${targetKey(counted.target)} ${second}`;
    const before = this.#tallies.get(key);
    this.#tallies.set(key, { ...counted, second, ...(before === undefined ? count : added(before, count)) });
  }

  /** Hands out, once, what was counted in the seconds before the given one: nothing more can come to those. */
  takeBefore(second: number): Tally[] {
    const over = [...this.#tallies.values()].filter((tally) => tally.second < second);
    this.#tallies = new Map([...this.#tallies].filter(([, tally]) => tally.second >= second));
    return over;
  }
}
