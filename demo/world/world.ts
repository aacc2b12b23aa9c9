import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Balancer } from './balancer';
import { metricsOf } from './cloudwatch-metrics';
import { Compute } from './compute';
import { canary, visitors } from './crowds';
import { Meter } from './meter';
import { Publisher } from './publisher';
import { openDoor } from './server';
import type { Settings } from './settings';
import { StackDesk } from './stack-desk';
import { startTraffic } from './traffic';

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
