import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOut, endpoints } from './endpoints.mjs';

const items = [
  { price: 20, quantity: 3 },
  { price: 40, quantity: 1 },
];

for (const { zone, share, url } of endpoints()) {
  for (const [currency, total] of Object.entries({ EUR: 100, USD: 109, GBP: 86 })) {
    test(`the ${share} of ${zone} takes a cart in ${currency}`, async () => {
      const { status, body } = await checkOut(url, { items, currency });
      assert.deepEqual({ status, total: body.total, currency: body.currency }, { status: 200, total, currency });
    });
  }

  test(`the ${share} of ${zone} refuses invalid carts`, async () => {
    for (const cart of ['{', 'null', { items: [] }, { items: [{ price: 1, quantity: 0 }] }, { items, currency: 'XXX' }]) {
      const { status, body } = await checkOut(url, cart);
      assert.equal(status, 400, JSON.stringify(cart));
      assert.equal(typeof body.error, 'string');
    }
  });
}
