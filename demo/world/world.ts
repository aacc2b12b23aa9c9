import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Compute } from './compute/compute';
import { LoadBalancer } from './http/load-balancer';
import { startHttpServer } from './http/server';
import { TargetsApi } from './http/targets-api';
import { metricsAt } from './metrics/cloudwatch-metrics';
import { Meter } from './metrics/meter';
import { Publisher } from './metrics/publisher';
import type { Settings } from './settings';
import { startTraffic } from './traffic/traffic';
import { canary, visitors } from './traffic/traffic-sources';

/** A running world. */
export interface World {
  readonly port: number;
  /** Stops the traffic, the service's processes and the metrics. */
  stop(): Promise<void>;
}

/** Starts what stands in for machines, load balancers and callers, and publishes the metrics of their requests. */
export async function startWorld({ endpoint, releases, port: settingsPort }: Settings): Promise<World> {
  const compute = new Compute(releases);
  const meter = new Meter();
  const server = await startHttpServer(settingsPort, new LoadBalancer(compute.running, meter), new TargetsApi(compute));
  const { port } = server.address() as AddressInfo;
  const traffic = startTraffic(compute.running, port, [canary, visitors]);
  const stopping = new AbortController();
  const published = new Publisher(meter, metricsAt(endpoint), console.error).run(stopping.signal);
  return {
    port,
    async stop() {
      traffic.stop();
      stopping.abort();
      const closed = once(server.close(), 'close');
      await compute.stop();
      server.closeAllConnections();
      await Promise.all([closed, published]);
    },
  };
}
