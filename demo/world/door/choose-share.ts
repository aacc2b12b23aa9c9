import type { Share } from '../target';

/** A one-box takes one request in so many: at most a tenth of its zone's traffic. */
const oneBoxTakesOneIn = 10;

/**
 * Which share takes the nth request (from 0) of a caller to a zone; `undefined` where nothing runs. A share that is alone takes
 * everything: before a zone's first fleet there is only its one-box, and it would never be judged without traffic.
 */
export function chooseShare(nth: number, shares: ReadonlyMap<Share, unknown>): Share | undefined {
  if (!shares.has('fleet')) return shares.has('one-box') ? 'one-box' : undefined;
  return shares.has('one-box') && nth % oneBoxTakesOneIn === oneBoxTakesOneIn - 1 ? 'one-box' : 'fleet';
}
