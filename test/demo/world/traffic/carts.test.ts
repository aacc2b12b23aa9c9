import { chooseShare } from '../../../../demo/world/http/choose-share';
import { type Cart, canaryCarts, visitorCarts } from '../../../../demo/world/traffic/carts';

const both = new Map([
  ['one-box', true],
  ['fleet', true],
] as const);
const zones = ['usw2-az1', 'euw1-az1', 'euw1-az2', 'use1-az2'];

/** The carts that the one-box gets in ten cycles. */
const atOneBox = (carts: readonly Cart[]) =>
  Array.from({ length: 10 * carts.length }, (_, nth) => ({ nth, cart: carts[nth % carts.length] }))
    .filter(({ nth }) => chooseShare(nth, both) === 'one-box')
    .map(({ cart }) => cart);

test.each(zones)('the one-box of %s gets every kind of cart in the same proportion as the zone', (zone) => {
  const carts = visitorCarts(zone);
  expect(atOneBox(carts)).toHaveLength(carts.length);
  expect(atOneBox(carts)).toEqual(expect.arrayContaining([...carts]));
});

test('the one-box gets every cart of the canary', () => {
  expect(new Set(atOneBox(canaryCarts))).toEqual(new Set(canaryCarts));
});

test.each(zones)('of any three visitors in a row at the one-box of %s, one has a voucher', (zone) => {
  const met = atOneBox(visitorCarts(zone));
  const rows = met.map((_, index) => [0, 1, 2].map((ahead) => met[(index + ahead) % met.length]));
  for (const row of rows) expect(row.filter((cart) => cart?.voucher !== undefined)).toHaveLength(1);
});

test('only visitors of euw1-az2 pay in Swedish kronor', () => {
  expect(zones.filter((zone) => visitorCarts(zone).some(({ currency }) => currency === 'SEK'))).toEqual(['euw1-az2']);
});

test('the canary uses neither vouchers nor kronor', () => {
  expect(canaryCarts.filter(({ voucher, currency }) => voucher !== undefined || currency === 'SEK')).toEqual([]);
});
