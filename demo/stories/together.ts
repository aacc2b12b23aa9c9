import type { Evidence, ObservedTarget, Operation } from '../evidence/evidence';
import { changedStacks } from './changed-stacks';
import { claimWithout, isVersion, type Proof, type Story } from './story';

/** Infrastructure and application in one merge, with a failure in the second zone of one of two Regions. */
export const together: Story = {
  name: 'together',
  summary: 'after a revert, one merge changes table and api; it fails only for visitors of the second zone of eu-west-1',
  buildsOn: ['good', 'bad'],
  expected: 'rolledBack',

  merge: (repository, commits) =>
    repository.merge('carts-expire', 'Merge carts that expire', async () => {
      await repository.revert(commits.get('bad') ?? 'main');
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
    const secondWave = operations.filter(({ target }) => target.stage === 'second');
    const inRegion = (region: string) => secondWave.filter(({ target }) => target.region === region);
    return [
      {
        claim: 'the alarm of the second zone of eu-west-1 caused the rollback',
        holds: /euw1-az2/.test(outcome.because),
        because: outcome.because,
      },
      claimWithout('wave first keeps the change, api and table', unchangedIn('first', { before, after })),
      claimWithout('wave second runs the version from before, tables included', changedStacks(before, after, 'second')),
      ...['eu-west-1', 'us-east-1'].flatMap((region) => rollbackOrder(region, inRegion(region))),
    ];
  },
};

/** The stacks of a stage that are as they were before the change. */
function unchangedIn(stage: string, { before, after }: Pick<Evidence, 'before' | 'after'>): string[] {
  const isUnchanged = (target: ObservedTarget) => {
    const old = before.find(({ stack }) => stack === target.stack);
    if (old === undefined) return false;
    if (old.digest === target.digest) return true;
    return isVersion(target.version) ? old.version === target.version : target.component === 'api';
  };
  return after.filter((target) => target.stage === stage && isUnchanged(target)).map(({ stack }) => stack);
}

/**
 * In one Region, everything that was touched goes back one by one, newest first; so the api before the table. A deployment that was
 * stopped half-way and rolled back by CloudFormation needs no rollback, but depending on timing it may get one.
 */
function rollbackOrder(region: string, operations: readonly Operation[]): Proof[] {
  const succeeded = operations.filter(({ ended }) => ended === 'succeeded');
  const forward = succeeded.filter(({ direction }) => direction === 'forward');
  const back = succeeded.filter(({ direction }) => direction === 'back');
  const names = (of: readonly Operation[]) => of.map(({ target }) => target.stack);
  const overlapping = back.filter((operation, index) => index > 0 && operation.startMs < (back[index - 1]?.endMs ?? 0));
  const apisEnd = Math.max(...back.filter(({ target }) => target.component === 'api').map(({ endMs }) => endMs));
  const tablesStart = Math.min(...back.filter(({ target }) => target.component === 'table').map(({ startMs }) => startMs));
  return [
    {
      claim: `${region}: everything that was touched was put back, newest first`,
      holds: forward.length > 0 && names(back).join() === names(forward).reverse().join(),
      because: `forward ${names(forward).join(', ')}; back ${names(back).join(', ')}`,
    },
    claimWithout(`${region}: one stack at a time`, names(overlapping)),
    {
      claim: `${region}: the api was back before the table started to go back`,
      holds: Number.isFinite(apisEnd) && Number.isFinite(tablesStart) && apisEnd <= tablesStart,
      because: `${apisEnd}, ${tablesStart}`,
    },
  ];
}
