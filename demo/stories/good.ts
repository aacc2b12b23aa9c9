import { isVersion, none, type Story } from './story';

/** A harmless application change. */
export const good: Story = {
  name: 'good',
  tells: 'a new voucher is merged; it goes everywhere, and the tables are left alone',
  buildsOn: [],
  ends: 'delivered',

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
        says: 'every one-box and fleet serves one and the same version',
        holds: versions.size === 1 && [...versions].every(isVersion),
        because: [...versions].join(', '),
      },
      none('it is a new version everywhere', old),
      none(
        'no table was touched',
        operations.filter(({ target }) => target.component === 'table').map(({ target }) => target.stack),
      ),
      none(
        'nothing was taken back',
        operations.filter(({ way }) => way !== 'forward').map(({ target }) => target.stack),
      ),
    ];
  },
};
