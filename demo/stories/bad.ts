import { changedStacks } from './changed-stacks';
import { claimWithout, type Story } from './story';

const firstOneBox = 'checkout-prod-api-usw2-az1-one-box';

/** A change that passes its tests but fails for vouchers, which only production's visitors send. */
export const bad: Story = {
  name: 'bad',
  summary: 'a change breaks old vouchers, which no test covers; the first one-box of production fails and is rolled back',
  buildsOn: ['good'],
  expected: 'rolledBack',

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
    const directions = inProduction.map(({ direction }) => direction).join(', then ');
    return [
      {
        claim: 'the alarm of the first one-box caused the rollback',
        holds: /usw2-az1-one-box-errors/.test(outcome.because),
        because: outcome.because,
      },
      claimWithout('in production only that one-box was touched', elsewhere),
      { claim: 'it was deployed once and put back once', holds: directions === 'forward, then back', because: directions },
      claimWithout('all of production runs the version from before', changedStacks(before, after, 'prod')),
    ];
  },
};
