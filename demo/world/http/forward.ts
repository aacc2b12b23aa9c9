import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Instance } from '../compute/instance';
import { respondError } from './respond';

/** Longer than the latency alarm tolerates. */
const timeoutMs = 5_000;

/** A request to forward to a process. */
export interface ForwardedRequest {
  readonly instance: Instance;
  readonly path: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Called once at the end, with 502 if the process did not answer in full, or 499 if the caller disconnected. */
  readonly onEnd: (status: number, latencyMs: number) => void;
}

/** Forwards a request to a process, and its answer to the caller. The first failure decides the status: later ones follow from it. */
export function forward({ instance, path, request, response, onEnd }: ForwardedRequest): void {
  const startMs = performance.now();
  const leave = instance.enter();
  let status: number | undefined;
  const settle = (first: number) => {
    status ??= first;
  };
  const upstream = sendTo(instance, path, request);
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
    respondError(response, 502, err.message);
  });
  response.on('close', () => {
    if (response.writableFinished) return;
    settle(499);
    upstream.destroy();
  });
  upstream.on('close', () => {
    leave();
    onEnd(status ?? 502, performance.now() - startMs);
  });
}

function sendTo({ port, agent }: Instance, path: string, request: IncomingMessage) {
  const { method, headers } = request;
  const upstream = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers: endToEnd(headers), timeout: timeoutMs });
  upstream.on('timeout', () => upstream.destroy(new Error(`no answer within ${timeoutMs / 1_000} seconds`)));
  return request.pipe(upstream);
}

/** Without the headers that belong to one connection. */
function endToEnd({ connection, 'keep-alive': _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  return headers;
}
