import type { ServerResponse } from 'node:http';

/** Answers with JSON; with nothing where the body is `undefined`. */
export function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Answers `{"error": ...}`, or breaks the connection where an answer has begun that cannot be finished. */
export function refuse(response: ServerResponse, status: number, error: string): void {
  if (response.headersSent) response.destroy();
  else answer(response, status, { error });
}
