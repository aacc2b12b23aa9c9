import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Refusal } from '../../refusal';
import type { HookResponse } from '../response';

export interface Listening {
  /** The address with the actual port. */
  readonly url: string;
  /** Accepts nothing new, finishes the open requests, and closes. */
  stop(): Promise<void>;
}

/** A sender that sends a byte a minute must not occupy a connection for ever. */
const requestTimeoutMs = 10_000;

/** Listens, and sends the result of `answer` for each request. Rejects with a `Refusal` if it cannot listen there. */
export async function listen(
  { host, port }: { host: string; port: number },
  answer: (request: IncomingMessage) => Promise<HookResponse>,
): Promise<Listening> {
  const limits = { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 };
  const server = createServer(limits, async (request, response) => send(response, await answer(request)));
  server.listen(port, host);
  await once(server, 'listening').catch((err) => {
    throw new Refusal(3, `slipway serve cannot listen on ${host}:${port} (${err.message}): choose another --port or --host`);
  });
  return { url: urlOf(server), stop: () => stop(server) };
}

function send(response: ServerResponse, { headers, ...body }: HookResponse): void {
  response.writeHead(body.status, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server that listens on a port has no address');
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close(); // also closes idle connections
  await closed;
}
