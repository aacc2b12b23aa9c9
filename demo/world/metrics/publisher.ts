import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import type { Scope } from '../../cloudwatch/evaluator';
import { messageOf } from '../message-of';
import { scopeKey } from '../scope';
import type { Meter, Tally } from './meter';
import { metricData } from './metric-data';

/** Puts data points into CloudWatch. */
export type PutMetrics = (scope: Scope, data: MetricDatum[]) => Promise<void>;

/** What one call of CloudWatch takes. */
const mostInACall = 1_000;

/** Once a second has ended, its last requests are counted within this. */
const settledMs = 20;

/**
 * Sends what the meter counted, once a second and whole seconds only: a data point is final when it appears, nobody judges half a
 * second, and a metric grows by one point a second. What could not be sent is kept and goes first the next time.
 */
export class Publisher {
  readonly #unsent = new Map<string, { scope: Scope; data: MetricDatum[] }>();
  readonly #troubled = new Set<string>();

  constructor(
    readonly meter: Meter,
    readonly put: PutMetrics,
    readonly log: (line: string) => void,
  ) {}

  /** Sends until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(1_000 + settledMs - (Date.now() % 1_000), undefined, { signal }).catch(() => {});
      await this.publish(Date.now());
    }
  }

  /** Sends what was counted in the seconds that were over at the given time. */
  async publish(now: number): Promise<void> {
    const over = this.meter.takeBefore(Math.floor(now / 1_000));
    for (const { scope, tallies } of byScope(over)) this.#unsentOf(scope).push(...metricData(tallies));
    await Promise.all([...this.#unsent.values()].map(({ scope, data }) => this.#send(scope, data)));
  }

  async #send(scope: Scope, data: MetricDatum[]): Promise<void> {
    try {
      while (data.length > 0) {
        await this.put(scope, data.slice(0, mostInACall));
        data.splice(0, mostInACall);
      }
      if (this.#troubled.delete(scopeKey(scope))) this.log(`metrics of ${scopeKey(scope)} are sent again`);
    } catch (err) {
      if (!this.#troubled.has(scopeKey(scope))) this.log(`metrics of ${scopeKey(scope)} wait: ${messageOf(err)}`);
      this.#troubled.add(scopeKey(scope));
    }
  }

  #unsentOf(scope: Scope): MetricDatum[] {
    const unsent = this.#unsent.get(scopeKey(scope)) ?? { scope, data: [] };
    this.#unsent.set(scopeKey(scope), unsent);
    return unsent.data;
  }
}

interface OfScope {
  readonly scope: Scope;
  readonly tallies: Tally[];
}

function byScope(tallies: readonly Tally[]): Iterable<OfScope> {
  const found = new Map<string, OfScope>();
  for (const tally of tallies) {
    const scope = { account: tally.account, region: tally.target.region };
    const of = found.get(scopeKey(scope)) ?? { scope, tallies: [] };
    of.tallies.push(tally);
    found.set(scopeKey(scope), of);
  }
  return found.values();
}
