import fc from 'fast-check';
import { below, changeId, laneOf, serviceId, short, shortChange } from '../../../pipeline/model/ids';
import { stackName } from '../../../pipeline/model/target';

const commit = '3f2a1c9d04be5f6e7a8b9c0d1e2f3a4b5c6d7e8f';

describe('names on the wire', () => {
  test('the id of a change is its pipeline and twelve digits of its commit, shown as seven', () => {
    expect(changeId('checkout', commit)).toBe('checkout/3f2a1c9d04be');
    expect(shortChange(changeId('checkout', commit))).toBe('3f2a1c9');
  });

  test('workflows below a change have the path to them as their id', () => {
    expect(['first', 'us-west-2', 'usw2-az1'].reduce(below, changeId('checkout', commit))).toBe(
      'checkout/3f2a1c9d04be/first/us-west-2/usw2-az1',
    );
    expect(serviceId('checkout')).toBe('service/checkout');
    expect(laneOf('prod', 'us-east-1')).toBe('prod/us-east-1');
  });

  test('a digest is shown without the name of its hash function', () => {
    expect(short('sha256-0123456789abcdef')).toBe('0123456');
    expect(short(commit)).toBe('3f2a1c9');
  });

  test.each([
    ['checkout-prod-table-us-west-2', { component: 'table' }],
    ['checkout-prod-api-usw2-az1', { component: 'api', zone: 'usw2-az1', share: 'fleet' }],
    ['checkout-prod-api-usw2-az1-one-box', { component: 'api', zone: 'usw2-az1', share: 'one-box' }],
  ] as const)('a stack is named %s', (name, target) => {
    expect(stackName('checkout', { environment: 'prod', region: 'us-west-2', ...target })).toBe(name);
  });

  test('two commits that differ in their first twelve digits are two changes', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{40}$/);
    fc.assert(
      fc.property(hash, hash, (one, other) => {
        expect(changeId('checkout', one) === changeId('checkout', other)).toBe(one.slice(0, 12) === other.slice(0, 12));
      }),
    );
  });
});
