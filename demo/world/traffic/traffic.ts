import { Agent } from 'node:http';
import type { RunningInstances } from '../compute/running-instances';
import { type Zone, zoneKey } from '../target';
import { type Connections, sendCart } from './send-cart';
import type { TrafficSource } from './traffic-sources';

/** How many requests a source may have open at a zone. If a zone answers more slowly than it is called, the source skips requests. */
const maxOpen = 20;

/** Sends traffic from the sources to the load balancer at the port, until it is stopped. */
export function startTraffic(running: RunningInstances, port: number, sources: readonly TrafficSource[]): { stop(): void } {
  const connections = { port, agent: new Agent({ keepAlive: true }) };
  const timers = sources.map((source) => setInterval(roundOf(source, running, connections), 1_000 / source.perSecond));
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      connections.agent.destroy();
    },
  };
}

/** Each round sends one request to each zone that the source calls: the next cart of that zone. */
function roundOf(source: TrafficSource, running: RunningInstances, connections: Connections): () => void {
  const counts = new Map<string, RequestCount>();
  return () => {
    for (const zone of running.zones()) {
      if (source.calls(zone)) sendNext(countOf(counts, zone.zone), source, connections);
    }
  };
}

/** The requests of a source to a zone. */
interface RequestCount {
  readonly zone: Zone;
  sent: number;
  open: number;
}

function countOf(counts: Map<string, RequestCount>, zone: Zone): RequestCount {
  const count = counts.get(zoneKey(zone)) ?? { zone, sent: 0, open: 0 };
  counts.set(zoneKey(zone), count);
  return count;
}

function sendNext(count: RequestCount, { caller, carts }: TrafficSource, connections: Connections): void {
  const cartsOfZone = carts(count.zone.zone);
  const cart = cartsOfZone[count.sent % cartsOfZone.length];
  if (cart === undefined || count.open >= maxOpen) return;
  count.sent += 1;
  count.open += 1;
  void sendCart(connections, { caller, zone: count.zone, cart }).then(() => {
    count.open -= 1;
  });
}
