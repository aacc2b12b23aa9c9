import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceOf, WrongCart } from '../src/price.mjs';

const items = [
  { price: 19.99, quantity: 2 },
  { price: 5, quantity: 1 },
];

test('a cart costs what its lines cost', () => {
  assert.deepEqual(priceOf({ items }), { total: 44.98, currency: 'EUR', display: '44,98\u00a0€' });
});

for (const [currency, total, display] of [
  ['USD', 49.03, '$49.03'],
  ['GBP', 38.68, '£38.68'],
]) {
  test(`a cart can be paid in ${currency}`, () => {
    assert.deepEqual(priceOf({ items, currency }), { total, currency, display });
  });
}

for (const [what, cart] of [
  ['nothing', undefined],
  ['an empty cart', { items: [] }],
  ['a negative price', { items: [{ price: -1, quantity: 1 }] }],
  ['half an item', { items: [{ price: 1, quantity: 0.5 }] }],
  ['a currency nobody knows', { items, currency: 'constructor' }],
]) {
  test(`${what} is refused`, () => {
    assert.throws(() => priceOf(cart), WrongCart);
  });
}
