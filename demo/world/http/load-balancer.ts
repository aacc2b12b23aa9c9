import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RunningInstances } from '../compute/running-instances';
import type { Meter } from '../metrics/meter';
import { type Address, type Share, zoneKey } from '../target';
import { callerOf } from './caller';
import { chooseShare } from './choose-share';
import { forward } from './forward';
import { respondError } from './respond';

/** Distributes requests over the shares of their zone, and counts them. */
export class LoadBalancer {
  /** How many requests came so far, by zone and kind of caller. */
  readonly #counts = new Map<string, number>();

  constructor(
    readonly running: RunningInstances,
    readonly meter: Meter,
  ) {}

  /** Serves a request to a zone, or to one share of it. */
  serve({ zone, share: named, rest }: Address, request: IncomingMessage, response: ServerResponse): void {
    const shares = this.running.sharesIn(zone);
    const share = named ?? this.#choose(zoneKey(zone), request, shares);
    const instance = share && shares.get(share);
    if (share === undefined || instance === undefined) {
      respondError(response, 503, `nothing runs at ${zoneKey(zone)}${named === undefined ? '' : `/${named}`}`);
      return;
    }
    const { account } = instance.spec;
    forward({
      ...{ instance, path: rest, request, response },
      onEnd: (status, latencyMs) =>
        this.meter.count({ account, target: { ...zone, share } }, { status, latencyMs, endedAt: Date.now() }),
    });
  }

  /** Each kind of caller is counted separately, so that the one-box gets every kind in the same proportion as the zone. */
  #choose(zone: string, request: IncomingMessage, shares: ReadonlyMap<Share, unknown>): Share | undefined {
    const key = `${zone} ${callerOf(request.headers)}`;
    const nth = this.#counts.get(key) ?? 0;
    this.#counts.set(key, nth + 1);
    return chooseShare(nth, shares);
  }
}
