import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Compute } from './compute/compute';
import { Balancer } from './door/balancer';
import { openDoor } from './door/server';
import { StackDesk } from './door/stack-desk';
import { metricsOf } from './metrics/cloudwatch-metrics';
import { Meter } from './metrics/meter';
import { Publisher } from './metrics/publisher';
import type { Settings } from './settings';
import { canary, visitors } from './traffic/crowds';
import { startTraffic } from './traffic/traffic';

/** A running world. */
export interface World {
  readonly port: number;
  /** Ends the callers, the service's processes and the metrics. */
  stop(): Promise<void>;
}

/** Starts the stand-in for machines, load balancers and the people who call, and counts what they see. */
export async function startWorld({ endpoint, releases, port: wantedPort }: Settings): Promise<World> {
  const compute = new Compute(releases);
  const meter = new Meter();
  const door = await openDoor(wantedPort, new Balancer(compute.running, meter), new StackDesk(compute));
  const { port } = door.address() as AddressInfo;
  const traffic = startTraffic(compute.running, port, [canary, visitors]);
  const stopping = new AbortController();
  const published = new Publisher(meter, metricsOf(endpoint), console.error).run(stopping.signal);
  return {
    port,
    async stop() {
      traffic.stop();
      stopping.abort();
      const closed = once(door.close(), 'close');
      await compute.stop();
      door.closeAllConnections();
      await Promise.all([closed, published]);
    },
  };
}
