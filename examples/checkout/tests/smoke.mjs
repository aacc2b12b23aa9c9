import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOut, endpoints, read } from './endpoints.mjs';

for (const { zone, share, url } of endpoints()) {
  test(`the ${share} of ${zone} is up, reports its zone and share, and adds up a cart`, async () => {
    assert.deepEqual(await read(url, '/health'), { status: 'ok' });
    const version = await read(url, '/version');
    assert.deepEqual({ zone: version.zone, share: version.share }, { zone, share });
    const { status, body } = await checkOut(url, { items: [{ price: 12.5, quantity: 2 }] });
    assert.deepEqual({ status, total: body.total }, { status: 200, total: 25 });
  });
}
