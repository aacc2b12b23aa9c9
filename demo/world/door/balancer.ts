import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Running } from '../compute/running';
import type { Meter } from '../metrics/meter';
import { type Address, type Share, zoneKey } from '../target';
import { refuse } from './answer';
import { callerOf } from './caller';
import { chooseShare } from './choose-share';
import { forward } from './forward';

/** Sends requests to the shares of their zone and counts them. */
export class Balancer {
  readonly #turns = new Map<string, number>();

  constructor(
    readonly running: Running,
    readonly meter: Meter,
  ) {}

  /** Answers a request to a zone or to one share of it. */
  serve({ zone, share: named, rest }: Address, request: IncomingMessage, response: ServerResponse): void {
    const shares = this.running.sharesIn(zone);
    const share = named ?? this.#choose(zoneKey(zone), request, shares);
    const instance = share && shares.get(share);
    if (share === undefined || instance === undefined) {
      refuse(response, 503, `nothing runs at ${zoneKey(zone)}${named === undefined ? '' : `/${named}`}`);
      return;
    }
    const { account } = instance.wanted;
    forward({
      ...{ instance, path: rest, request, response },
      ended: (status, latencyMs) =>
        this.meter.count({ account, target: { ...zone, share } }, { status, latencyMs, endedAt: Date.now() }),
    });
  }

  /** Each kind of caller has turns of its own, so that the one-box meets every kind in the proportion in which the zone does. */
  #choose(zone: string, request: IncomingMessage, shares: ReadonlyMap<Share, unknown>): Share | undefined {
    const key = `${zone} ${callerOf(request.headers)}`;
    const nth = this.#turns.get(key) ?? 0;
    this.#turns.set(key, nth + 1);
    return chooseShare(nth, shares);
  }
}
