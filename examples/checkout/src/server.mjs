/** The checkout service: `GET /health`, `GET /version`, `POST /checkout`. Settings are environment variables. */
import { createServer } from 'node:http';
import { priceOf, WrongCart } from './price.mjs';

const { PORT = '8080', HOST = '127.0.0.1', VERSION = 'unreleased', ENVIRONMENT, ZONE, SHARE } = process.env;

/** In characters. */
const largestBody = 100_000;

const routes = {
  'GET /health': () => ({ status: 'ok' }),
  'GET /version': () => ({ version: VERSION, zone: ZONE, share: SHARE, environment: ENVIRONMENT }),
  'POST /checkout': async (request) => priceOf(await readJson(request)),
};

const server = createServer(async (request, response) => {
  const { status, body } = await answer(request);
  const text = JSON.stringify(body);
  // While the server stops, every response closes its connection, so that no caller keeps the process alive.
  if (!server.listening) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
});

// Longer than any load balancer keeps an idle connection, so that the balancer closes it and no request meets a closing socket.
server.keepAliveTimeout = 65_000;

server.listen(Number(PORT), HOST, () => console.log(JSON.stringify({ listening: server.address().port })));

// Accepts no new connections and finishes the requests in flight. The process ends when the last connection does.
process.once('SIGTERM', () => server.close());

async function answer(request) {
  const route = routes[`${request.method} ${request.url.split('?')[0]}`];
  if (route === undefined) return { status: 404, body: { error: `not found: ${request.method} ${request.url}` } };
  try {
    return { status: 200, body: await route(request) };
  } catch (err) {
    if (err instanceof WrongCart) return { status: 400, body: { error: err.message } };
    console.error(JSON.stringify({ error: String(err), stack: err?.stack }));
    return { status: 500, body: { error: 'something went wrong on our side' } };
  }
}

async function readJson(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > largestBody) throw new WrongCart(`a cart has at most ${largestBody} characters`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongCart('the body must be JSON');
  }
}
