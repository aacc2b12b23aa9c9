/** Where the tests find the service, and how they talk to it. */
import assert from 'node:assert/strict';

/** Every endpoint of the stage, from `SLIPWAY_ENDPOINTS`: `{"<zone>": {"fleet": "http://...", "one-box": "http://..."}}`. */
export function endpoints() {
  const text = process.env.SLIPWAY_ENDPOINTS;
  assert.ok(text, 'SLIPWAY_ENDPOINTS must say where the service runs');
  const all = Object.entries(JSON.parse(text)).flatMap(([zone, shares]) =>
    Object.entries(shares).map(([share, url]) => ({ zone, share, url })),
  );
  assert.ok(all.length > 0, 'SLIPWAY_ENDPOINTS names no endpoint');
  return all;
}

/** The JSON at a path of an endpoint. */
export async function read(url, path) {
  const response = await fetch(`${url}${path}`);
  assert.equal(response.status, 200, `${url}${path}`);
  return response.json();
}

/** What the service answers to a cart. */
export async function checkOut(url, cart) {
  const body = typeof cart === 'string' ? cart : JSON.stringify(cart);
  const response = await fetch(`${url}/checkout`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, body: await response.json() };
}
