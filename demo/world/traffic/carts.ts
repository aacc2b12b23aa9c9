/** What callers put into their carts, in an order that never changes. */

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

/** The zone next to Sweden; nobody elsewhere pays in its currency. */
const swedish = 'euw1-az2';

/**
 * The carts of a zone's visitors, one after the other and over again: plain, with a voucher, in another currency.
 *
 * Nine of them, because nine and ten share no divisor: every tenth visitor goes to the one-box, and so the one-box meets every kind.
 */
export function visitorCarts(zone: string): readonly Cart[] {
  const currencies = zone === swedish ? ['SEK', 'SEK', 'SEK'] : ['USD', 'GBP', 'CHF'];
  return currencies.flatMap((currency) => [plain, withVoucher, { ...plain, currency }]);
}

/** The carts of the canary: what its authors thought of. Three, and so the one-box meets every kind. */
export const canaryCarts: readonly Cart[] = [plain, { ...plain, currency: 'USD' }, { ...plain, currency: 'GBP' }];
