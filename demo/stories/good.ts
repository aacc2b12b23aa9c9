import { claimWithout, isVersion, type Story } from './story';

/** A harmless application change. */
export const good: Story = {
  name: 'good',
  summary: 'a new voucher is merged; it is delivered everywhere, and the tables stay untouched',
  buildsOn: [],
  expected: 'delivered',

  merge: (repository) =>
    repository.merge('summer-voucher', 'Merge the summer voucher', () =>
      repository.change('Add a voucher for the summer', [
        {
          file: 'src/price.mjs',
          from: '  SPRING20: { percentOff: 20 },\n',
          to: '  SPRING20: { percentOff: 20 },\n  SUMMER15: { percentOff: 15 },\n',
        },
      ]),
    ),

  proofs({ after, before, operations }) {
    const apis = after.filter((target) => target.component === 'api');
    const versions = new Set(apis.map((target) => target.version));
    const old = before.filter((target) => versions.has(target.version)).map((target) => target.stack);
    return [
      {
        claim: 'every one-box and fleet runs the same version',
        holds: versions.size === 1 && [...versions].every(isVersion),
        because: [...versions].join(', '),
      },
      claimWithout('everywhere it is a new version', old),
      claimWithout(
        'no table was touched',
        operations.filter(({ target }) => target.component === 'table').map(({ target }) => target.stack),
      ),
      claimWithout(
        'nothing was put back',
        operations.filter(({ direction }) => direction !== 'forward').map(({ target }) => target.stack),
      ),
    ];
  },
};
