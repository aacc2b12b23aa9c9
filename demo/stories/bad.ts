import { differing } from './differing';
import { none, type Story } from './story';

const firstOneBox = 'checkout-prod-api-usw2-az1-one-box';

/** A change whose tests pass and whose vouchers fail: only production's visitors send any. */
export const bad: Story = {
  name: 'bad',
  tells: 'vouchers that expire are merged; no test tries an old one, and the first one-box of production finds out',
  buildsOn: ['good'],
  ends: 'rolledBack',

  merge: (repository) =>
    repository.merge('vouchers-expire', 'Merge vouchers that expire', () =>
      repository.change('Let vouchers expire', [
        {
          file: 'src/price.mjs',
          from: 'WELCOME10: { percentOff: 10 }',
          to: "WELCOME10: { percentOff: 10 },\n  AUTUMN10: { percentOff: 10, until: new Date('2099-11-30') }",
        },
        {
          file: 'src/price.mjs',
          from: "'voucher');\n",
          to: "'voucher');\n  if (voucher.until.getTime() < Date.now()) throw new WrongCart('the voucher has expired');\n",
        },
      ]),
    ),

  proofs({ outcome, before, after, operations }) {
    const inProduction = operations.filter(({ target }) => target.environment === 'prod');
    const elsewhere = inProduction.filter(({ target }) => target.stack !== firstOneBox).map(({ target }) => target.stack);
    const ways = inProduction.map(({ way }) => way).join(', then ');
    return [
      {
        says: 'the alarm of the first one-box took it back',
        holds: /usw2-az1-one-box-errors/.test(outcome.because),
        because: outcome.because,
      },
      none('in production nothing but that one-box was touched', elsewhere),
      { says: 'it went forward once and back once', holds: ways === 'forward, then back', because: ways },
      none('all of production serves the version before', differing(before, after, 'prod')),
    ];
  },
};
