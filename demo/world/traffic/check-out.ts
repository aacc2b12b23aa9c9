import { type Agent, request } from 'node:http';
import { type Caller, callerHeader } from '../door/caller';
import { type Zone, zoneKey } from '../target';
import type { Cart } from './carts';

/** Where the balancer answers, and the connections to it. */
export interface Door {
  readonly port: number;
  readonly agent: Agent;
}

/** One cart on its way to the service. */
export interface Visit {
  readonly caller: Caller;
  readonly zone: Zone;
  readonly cart: Cart;
}

/** Sends the cart. Resolves when it is over; what came of it is for the meter to say, a caller only reads the answer and goes. */
export function checkOut({ port, agent }: Door, { caller, zone, cart }: Visit): Promise<void> {
  const body = JSON.stringify(cart);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), [callerHeader]: caller };
  return new Promise((over) => {
    request({ host: '127.0.0.1', port, agent, method: 'POST', path: `/${zoneKey(zone)}/checkout`, headers })
      .on('response', (response) => response.resume())
      .on('error', () => {})
      .on('close', over)
      .end(body);
  });
}
