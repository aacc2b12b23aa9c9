import type { Operation } from '../evidence/evidence';
import { differing } from './differing';
import { isVersion, none, type Proof, type Story } from './story';

/** Infrastructure and application in one merge, and a failure in the second zone of one of two Regions. */
export const together: Story = {
  name: 'together',
  tells:
    'after a revert, table and api change in one merge; only visitors beside eu-west-1’s second zone find out what is wrong with it',
  buildsOn: ['good', 'bad'],
  ends: 'rolledBack',

  merge: (repository, merges) =>
    repository.merge('carts-expire', 'Merge carts that expire', async () => {
      await repository.revert(merges.get('bad') ?? 'main');
      await repository.change('Forget carts nobody pays for, and write kronor as Swedes do', [
        {
          file: 'infra/table.template.json',
          from: '"KeySchema"',
          to: '"TimeToLiveSpecification": { "AttributeName": "expires", "Enabled": true },\n        "KeySchema"',
        },
        { file: 'src/price.mjs', from: "'sv-SE'", to: "'sv_SE'" },
      ]);
    }),

  proofs({ outcome, before, after, operations }) {
    const first = after.filter((target) => target.stage === 'first');
    const unchanged = first.filter((target) =>
      before.some(
        (old) =>
          old.stack === target.stack &&
          (old.digest === target.digest ||
            (isVersion(target.version) ? old.version === target.version : target.component === 'api')),
      ),
    );
    return [
      {
        says: 'the alarm of eu-west-1’s second zone took it back',
        holds: /euw1-az2/.test(outcome.because),
        because: outcome.because,
      },
      none(
        'wave first keeps it, api and table',
        unchanged.map((target) => target.stack),
      ),
      none('wave second serves the version before, its tables too', differing(before, after, 'second')),
      ...['eu-west-1', 'us-east-1'].flatMap((region) =>
        inOrder(
          region,
          operations.filter(({ target }) => target.stage === 'second' && target.region === region),
        ),
      ),
    ];
  },
};

/**
 * The way back of one Region: all that was touched, one after the other, newest first; so the api before the table. What was stopped in
 * the middle and took itself back needs no way back, whether or not the timing brings one.
 */
function inOrder(region: string, operations: readonly Operation[]): Proof[] {
  const forward = operations.filter(({ way, ended }) => way === 'forward' && ended === 'kept');
  const back = operations.filter(({ way, ended }) => way === 'back' && ended === 'kept');
  const names = (of: readonly Operation[]) => of.map(({ target }) => target.stack);
  const overlapping = back.filter((operation, index) => index > 0 && operation.beginsMs < (back[index - 1]?.endsMs ?? 0));
  const apisEnd = Math.max(...back.filter(({ target }) => target.component === 'api').map(({ endsMs }) => endsMs));
  const tablesBegin = Math.min(...back.filter(({ target }) => target.component === 'table').map(({ beginsMs }) => beginsMs));
  return [
    {
      says: `${region}: everything that was touched went back, newest first`,
      holds: forward.length > 0 && names(back).join() === names(forward).reverse().join(),
      because: `forward ${names(forward).join(', ')}; back ${names(back).join(', ')}`,
    },
    none(`${region}: never two at once`, names(overlapping)),
    {
      says: `${region}: the api’s way back was complete before the table’s began`,
      holds: Number.isFinite(apisEnd) && Number.isFinite(tablesBegin) && apisEnd <= tablesBegin,
      because: `${apisEnd}, ${tablesBegin}`,
    },
  ];
}
