import { Agent } from 'node:http';
import type { Running } from '../compute/running';
import { type Zone, zoneKey } from '../target';
import { checkOut, type Door } from './check-out';
import type { Crowd } from './crowds';

/** A zone that answers slower than it is called gets no more than this at once from a crowd; who finds it so busy goes away. */
const mostAtOnce = 20;

/** Lets the crowds call the balancer at the port until stopped. */
export function startTraffic(running: Running, port: number, crowds: readonly Crowd[]): { stop(): void } {
  const door = { port, agent: new Agent({ keepAlive: true }) };
  const timers = crowds.map((crowd) => setInterval(roundsOf(crowd, running, door), 1_000 / crowd.perSecond));
  return {
    stop() {
      for (const timer of timers) clearInterval(timer);
      door.agent.destroy();
    },
  };
}

/** Each round sends one request to each zone that the crowd calls: the next cart of that zone. */
function roundsOf(crowd: Crowd, running: Running, door: Door): () => void {
  const queues = new Map<string, Queue>();
  return () => {
    for (const here of running.zones()) {
      if (crowd.calls(here)) sendNext(queueOf(queues, here.zone), crowd, door);
    }
  };
}

/** A crowd at a zone. */
interface Queue {
  readonly zone: Zone;
  sent: number;
  underWay: number;
}

function queueOf(queues: Map<string, Queue>, zone: Zone): Queue {
  const queue = queues.get(zoneKey(zone)) ?? { zone, sent: 0, underWay: 0 };
  queues.set(zoneKey(zone), queue);
  return queue;
}

function sendNext(queue: Queue, { caller, carts }: Crowd, door: Door): void {
  const ofZone = carts(queue.zone.zone);
  const cart = ofZone[queue.sent % ofZone.length];
  if (cart === undefined || queue.underWay >= mostAtOnce) return;
  queue.sent += 1;
  queue.underWay += 1;
  void checkOut(door, { caller, zone: queue.zone, cart }).then(() => {
    queue.underWay -= 1;
  });
}
