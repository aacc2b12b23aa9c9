import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Instance } from '../compute/instance';
import { refuse } from './answer';

/** Longer than anything that the latency alarm would forgive. */
const patienceMs = 5_000;

/** A request on its way to a process. */
export interface Forwarded {
  readonly instance: Instance;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Called once, when it is over: 502 where the process did not answer in full, 499 where the caller left before. */
  readonly ended: (status: number, latencyMs: number) => void;
}

/** Passes a request to a process and its answer back. What went wrong first decides how it ended; the rest follows from it. */
export function forward({ instance, path, request, response, ended }: Forwarded): void {
  const began = performance.now();
  const leave = instance.enter();
  let status: number | undefined;
  const settle = (as: number) => {
    status ??= as;
  };
  const upstream = passOn(instance, path, request);
  upstream.on('response', (reply) => {
    response.writeHead(reply.statusCode ?? 502, endToEnd(reply.headers));
    reply.on('end', () => settle(reply.statusCode ?? 502));
    reply.on('error', () => {
      settle(502);
      response.destroy();
    });
    reply.pipe(response);
  });
  upstream.on('error', (err) => {
    settle(502);
    refuse(response, 502, err.message);
  });
  response.on('close', () => {
    if (response.writableFinished) return;
    settle(499);
    upstream.destroy();
  });
  upstream.on('close', () => {
    leave();
    ended(status ?? 502, performance.now() - began);
  });
}

function passOn({ port, agent }: Instance, path: string, request: IncomingMessage) {
  const { method, headers } = request;
  const upstream = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers: endToEnd(headers), timeout: patienceMs });
  upstream.on('timeout', () => upstream.destroy(new Error(`no answer within ${patienceMs / 1_000} seconds`)));
  return request.pipe(upstream);
}

/** All but the headers that are about one connection, not about the request. */
function endToEnd({ connection, 'keep-alive': _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  return headers;
}
