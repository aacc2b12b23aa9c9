import type { RunningZone } from '../compute/running';
import type { Caller } from '../door/caller';
import { type Cart, canaryCarts, visitorCarts } from './carts';

/** A kind of caller that calls by itself. */
export interface Crowd {
  readonly caller: Caller;
  /** To each zone that it calls. */
  readonly perSecond: number;
  readonly calls: (running: RunningZone) => boolean;
  readonly carts: (zone: string) => readonly Cart[];
}

/** The synthetic canary: stands in for visitors where there are none, and calls a zone that has no fleet yet, so that its first one-box can be judged. */
export const canary: Crowd = {
  caller: 'canary',
  perSecond: 10,
  calls: ({ zone: { environment } }) => environment === 'gamma' || environment === 'prod',
  carts: () => canaryCarts,
};

/** The people who buy. A zone without a fleet is not announced to them. */
export const visitors: Crowd = {
  caller: 'visitor',
  perSecond: 30,
  calls: ({ zone: { environment }, shares }) => environment === 'prod' && shares.has('fleet'),
  carts: visitorCarts,
};
