import { type BuiltRelease, bodyAt, suppliedParameters } from '../../../pipeline/model/release';
import type { Target } from '../../../pipeline/model/target';

const body = (digest: string) => ({ template: '{}', parameters: {}, digest });
const release: BuiltRelease = {
  kind: 'built',
  commit: '3f2a1c9d04be',
  components: { api: { whole: body('whole'), oneBox: body('one-box') }, table: { whole: body('table') } },
};
const target = (more: Partial<Target>): Target => ({
  stack: 'any',
  account: '222222222222',
  region: 'us-west-2',
  environment: 'prod',
  component: 'api',
  ...more,
});

describe('what a release deploys', () => {
  test.each([
    ['the fleet', { zone: 'usw2-az1', share: 'fleet' }, 'whole'],
    ['the one-box', { zone: 'usw2-az1', share: 'one-box' }, 'one-box'],
    ['a Region', { component: 'table' }, 'table'],
    ['a one-box that the component does not have', { component: 'table', share: 'one-box' }, undefined],
    ['a component that it does not have', { component: 'queue' }, undefined],
  ] as const)('to %s is the body for it, if there is one', (_, where, digest) => {
    expect(bodyAt(release, target(where))?.digest).toBe(digest);
  });

  test('comes with parameters that say where it is', () => {
    expect(suppliedParameters(target({ zone: 'usw2-az1', share: 'one-box' }))).toEqual({
      Environment: 'prod',
      Zone: 'usw2-az1',
      Share: 'one-box',
    });
    expect(suppliedParameters(target({}))).toEqual({ Environment: 'prod' });
  });
});
