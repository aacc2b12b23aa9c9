import type { ServerResponse } from 'node:http';

/** Responds with JSON, or without a body if it is `undefined`. */
export function respond(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Responds with `{"error": ...}`, or breaks the connection if a response has already begun. */
export function respondError(response: ServerResponse, status: number, error: string): void {
  if (response.headersSent) response.destroy();
  else respond(response, status, { error });
}
