import type { RunningZone } from '../compute/running-instances';
import type { Caller } from '../http/caller';
import { type Cart, canaryCarts, visitorCarts } from './carts';

/** A kind of caller that sends requests by itself. */
export interface TrafficSource {
  readonly caller: Caller;
  /** The rate to each zone that it calls. */
  readonly perSecond: number;
  /** Whether it calls a zone. */
  readonly calls: (running: RunningZone) => boolean;
  readonly carts: (zone: string) => readonly Cart[];
}

/** The synthetic canary. It also calls zones without visitors: gamma, and a zone without a fleet, so that its first one-box can be judged. */
export const canary: TrafficSource = {
  caller: 'canary',
  perSecond: 10,
  calls: ({ zone: { environment } }) => environment === 'gamma' || environment === 'prod',
  carts: () => canaryCarts,
};

/** The customers. They call a zone only once it has a fleet. */
export const visitors: TrafficSource = {
  caller: 'visitor',
  perSecond: 30,
  calls: ({ zone: { environment }, shares }) => environment === 'prod' && shares.has('fleet'),
  carts: visitorCarts,
};
