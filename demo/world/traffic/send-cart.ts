import { type Agent, request } from 'node:http';
import { type Caller, callerHeader } from '../http/caller';
import { type Zone, zoneKey } from '../target';
import type { Cart } from './carts';

/** The load balancer's port, and the connections to it. */
export interface Connections {
  readonly port: number;
  readonly agent: Agent;
}

/** One cart that a caller sends to a zone. */
export interface CartRequest {
  readonly caller: Caller;
  readonly zone: Zone;
  readonly cart: Cart;
}

/** Sends the cart. Resolves at the end, whatever the result: the load balancer counts errors, the caller does not care. */
export function sendCart({ port, agent }: Connections, { caller, zone, cart }: CartRequest): Promise<void> {
  const body = JSON.stringify(cart);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), [callerHeader]: caller };
  return new Promise((ended) => {
    request({ host: '127.0.0.1', port, agent, method: 'POST', path: `/${zoneKey(zone)}/checkout`, headers })
      .on('response', (response) => response.resume())
      .on('error', () => {})
      .on('close', ended)
      .end(body);
  });
}
