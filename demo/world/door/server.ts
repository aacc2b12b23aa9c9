import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { messageOf } from '../message-of';
import { addressOf } from '../target';
import { refuse } from './answer';
import type { Balancer } from './balancer';
import type { StackDesk } from './stack-desk';

const targets = '/targets';

/** The one door of the world: stacks at `/targets/...`, callers at `/<environment>/<region>/<zone>/...`. On this machine only. */
export async function openDoor(port: number, balancer: Balancer, desk: StackDesk): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const isTarget = path.startsWith(`${targets}/`);
    const address = addressOf(isTarget ? path.slice(targets.length) : path);
    if (address === undefined) refuse(response, 404, `there is no ${path}`);
    else if (isTarget) desk.serve(address, request, response).catch((err) => refuse(response, 500, messageOf(err)));
    else balancer.serve(address, request, response);
  });
  // Callers that pause keep their connection: none of their requests meets one that is being closed.
  server.keepAliveTimeout = 65_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
