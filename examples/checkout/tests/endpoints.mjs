/** The endpoints of the service, and functions to call them. */
import assert from 'node:assert/strict';

/** Every endpoint of the stage, from `SLIPWAY_ENDPOINTS`: `{"<zone>": {"fleet": "http://...", "one-box": "http://..."}}`. */
export function endpoints() {
  const text = process.env.SLIPWAY_ENDPOINTS;
  assert.ok(text, 'SLIPWAY_ENDPOINTS is missing: it must name the endpoints of the stage');
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

/** Sends a cart, and returns the status and the body of the response. */
export async function checkOut(url, cart) {
  const body = typeof cart === 'string' ? cart : JSON.stringify(cart);
  const response = await fetch(`${url}/checkout`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, body: await response.json() };
}
