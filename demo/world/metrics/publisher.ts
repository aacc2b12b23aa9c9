import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Scope } from '../../cloudwatch/evaluator';
import { messageOf } from '../message-of';
import { scopeKey } from '../scope';
import type { Meter, Tally } from './meter';
import { metricData } from './metric-data';

/** Puts data points into CloudWatch. */
export type PutMetrics = (scope: Scope, data: MetricDatum[]) => Promise<void>;

/** CloudWatch accepts this many data points in one call. */
const maxPerCall = 1_000;

/** How long the meter may need to count a second's last requests. */
const settlingMs = 20;

/**
 * Publishes the meter's counts once a second, whole seconds only: a data point is final when it appears, so no alarm judges half a
 * second. What could not be sent is kept and sent first the next time.
 */
export class Publisher {
  readonly #unsent = new Map<string, { scope: Scope; data: MetricDatum[] }>();
  readonly #failing = new Set<string>();

  constructor(
    readonly meter: Meter,
    readonly put: PutMetrics,
    readonly log: (line: string) => void,
  ) {}

  /** Publishes until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(1_000 + settlingMs - (Date.now() % 1_000), undefined, { signal }).catch(() => {});
      await this.publish(Date.now());
    }
  }

  /** Publishes the seconds that had ended at the given time. */
  async publish(now: number): Promise<void> {
    const finished = this.meter.takeBefore(Math.floor(now / 1_000));
    for (const { scope, tallies } of byScope(finished)) this.#unsentOf(scope).push(...metricData(tallies));
    await Promise.all([...this.#unsent.values()].map(({ scope, data }) => this.#send(scope, data)));
  }

  async #send(scope: Scope, data: MetricDatum[]): Promise<void> {
    try {
      while (data.length > 0) {
        await this.put(scope, data.slice(0, maxPerCall));
        data.splice(0, maxPerCall);
      }
      if (this.#failing.delete(scopeKey(scope))) this.log(`metrics of ${scopeKey(scope)} are sent again`);
    } catch (err) {
      if (!this.#failing.has(scopeKey(scope)))
        this.log(`metrics of ${scopeKey(scope)} cannot be sent, trying again: ${messageOf(err)}`);
      this.#failing.add(scopeKey(scope));
    }
  }

  #unsentOf(scope: Scope): MetricDatum[] {
    const unsent = this.#unsent.get(scopeKey(scope)) ?? { scope, data: [] };
    this.#unsent.set(scopeKey(scope), unsent);
    return unsent.data;
  }
}

interface ScopeTallies {
  readonly scope: Scope;
  readonly tallies: Tally[];
}

function byScope(tallies: readonly Tally[]): Iterable<ScopeTallies> {
  const scopes = new Map<string, ScopeTallies>();
  for (const tally of tallies) {
    const scope = { account: tally.account, region: tally.target.region };
    const group = scopes.get(scopeKey(scope)) ?? { scope, tallies: [] };
    group.tallies.push(tally);
    scopes.set(scopeKey(scope), group);
  }
  return scopes.values();
}
