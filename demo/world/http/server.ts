import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { messageOf } from '../message-of';
import { parseAddress } from '../target';
import type { LoadBalancer } from './load-balancer';
import { respondError } from './respond';
import type { TargetsApi } from './targets-api';

const targets = '/targets';

/** The world's HTTP server, on 127.0.0.1: stacks call `/targets/...`, callers of the service `/<environment>/<region>/<zone>/...`. */
export async function startHttpServer(port: number, balancer: LoadBalancer, targetsApi: TargetsApi): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const isTarget = path.startsWith(`${targets}/`);
    const address = parseAddress(isTarget ? path.slice(targets.length) : path);
    if (address === undefined) respondError(response, 404, `unknown path ${path}`);
    else if (isTarget) targetsApi.serve(address, request, response).catch((err) => respondError(response, 500, messageOf(err)));
    else balancer.serve(address, request, response);
  });
  // Callers that pause keep their connection, so none of their requests arrives while the server closes it.
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
