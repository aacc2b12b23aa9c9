import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Refusal } from '../../refusal';
import type { Answer } from '../response';

export interface Listening {
  /** Where it listens, with the port that it got. */
  readonly url: string;
  /** Takes nothing new, ends what is under way, and closes. */
  stop(): Promise<void>;
}

/** A whole message must be here by then: who sends a byte a minute would hold a place for ever. */
const requestTimeoutMs = 10_000;

/** Listens, and answers each message with what `answerTo` says. Rejects with a sentence where it cannot listen there. */
export async function serve(
  { host, port }: { host: string; port: number },
  answerTo: (request: IncomingMessage) => Promise<Answer>,
): Promise<Listening> {
  const limits = { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 };
  const server = createServer(limits, async (request, response) => send(response, await answerTo(request)));
  server.listen(port, host);
  await once(server, 'listening').catch((err) => {
    throw new Refusal(3, `slipway serve cannot listen on ${host}:${port} (${err.message}): choose another with --port or --host`);
  });
  return { url: urlOf(server), stop: () => stop(server) };
}

function send(response: ServerResponse, { headers, ...said }: Answer): void {
  response.writeHead(said.status, { 'content-type': 'application/json', ...headers });
  response.end(`${JSON.stringify(said)}\n`);
}

function urlOf(server: Server): string {
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('a server that listens on a port has no address');
  return `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close(); // idle connections too
  await closed;
}
