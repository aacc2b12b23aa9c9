/** What callers put into their carts, in a fixed order. */

/** A cart as the service takes it. */
export interface Cart {
  readonly items: readonly { readonly price: number; readonly quantity: number }[];
  readonly currency?: string;
  readonly voucher?: string;
}

const plain: Cart = {
  items: [
    { price: 24.5, quantity: 2 },
    { price: 7.99, quantity: 1 },
  ],
};
const withVoucher: Cart = { ...plain, voucher: 'WELCOME10' };

/** The zone of Sweden's visitors; only they pay in kronor. */
const swedishZone = 'euw1-az2';

/**
 * The carts of a zone's visitors, in a cycle: plain, with a voucher, in another currency.
 *
 * Nine carts, because nine and ten have no common divisor: every tenth visitor goes to the one-box, so the one-box gets every kind of cart.
 */
export function visitorCarts(zone: string): readonly Cart[] {
  const currencies = zone === swedishZone ? ['SEK', 'SEK', 'SEK'] : ['USD', 'GBP', 'CHF'];
  return currencies.flatMap((currency) => [plain, withVoucher, { ...plain, currency }]);
}

/** The canary's carts, also in a cycle. Three, which has no common divisor with ten either. */
export const canaryCarts: readonly Cart[] = [plain, { ...plain, currency: 'USD' }, { ...plain, currency: 'GBP' }];
