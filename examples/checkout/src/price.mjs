/** Calculates what a cart costs. */

/** The caller sent a cart that is not valid. */
export class WrongCart extends Error {}

/** Catalogue prices are in euro. `rate` is the value of one euro in the currency, `locale` decides how an amount is written. */
const currencies = {
  EUR: { rate: 1, locale: 'de-DE' },
  USD: { rate: 1.09, locale: 'en-US' },
  GBP: { rate: 0.86, locale: 'en-GB' },
  CHF: { rate: 0.96, locale: 'de-CH' },
  SEK: { rate: 11.42, locale: 'sv-SE' },
};

const vouchers = {
  WELCOME10: { percentOff: 10 },
  SPRING20: { percentOff: 20 },
};

/** The total of a cart in its currency, as a number and as the customer reads it. Throws `WrongCart` if the cart is not valid. */
export function priceOf(cart) {
  const code = cart?.currency ?? 'EUR';
  const currency = known(currencies, code, 'currency');
  const inEuro = discounted(sum(cart?.items), cart?.voucher);
  const total = Math.round(inEuro * currency.rate * 100) / 100;
  return { total, currency: code, display: display(total, code, currency.locale) };
}

function sum(items) {
  if (!Array.isArray(items) || items.length === 0) throw new WrongCart('items must be a list of at least one');
  return items.reduce((total, item, index) => total + lineOf(item, index), 0);
}

function lineOf(item, index) {
  const { price, quantity } = item ?? {};
  if (!Number.isFinite(price) || price < 0) throw new WrongCart(`items/${index}/price must be a number of at least 0`);
  if (!Number.isInteger(quantity) || quantity < 1)
    throw new WrongCart(`items/${index}/quantity must be a whole number of at least 1`);
  return price * quantity;
}

function discounted(amount, code) {
  if (code === undefined) return amount;
  const voucher = known(vouchers, code, 'voucher');
  return (amount * (100 - voucher.percentOff)) / 100;
}

/** Creating a format takes longer than the rest of a request, so each is created once, when it is first needed. */
const formats = new Map();

function display(total, currency, locale) {
  if (!formats.has(currency)) formats.set(currency, new Intl.NumberFormat(locale, { style: 'currency', currency }));
  return formats.get(currency).format(total);
}

/** Uses own properties only: `constructor` is not a currency. */
function known(table, code, what) {
  if (!Object.hasOwn(table, code)) throw new WrongCart(`${what} must be one of ${Object.keys(table).join(', ')}`);
  return table[code];
}
