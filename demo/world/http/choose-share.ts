import type { Share } from '../target';

/** A one-box takes at most a tenth of its zone's traffic: every tenth request. */
const oneBoxInterval = 10;

/**
 * Which share takes the nth request (from 0) of a kind of caller to a zone; `undefined` if nothing runs there. A single share takes
 * everything: before a zone's first fleet there is only its one-box, which could not be judged without traffic.
 */
export function chooseShare(nth: number, shares: ReadonlyMap<Share, unknown>): Share | undefined {
  if (!shares.has('fleet')) return shares.has('one-box') ? 'one-box' : undefined;
  return shares.has('one-box') && nth % oneBoxInterval === oneBoxInterval - 1 ? 'one-box' : 'fleet';
}
