import { desiredStack } from '../../../../activities/aws/cloudformation/desired-stack';
import { digestOf } from '../../../../activities/releases/digest';
import type { BuiltRelease } from '../../../../pipeline/model/release';
import type { Target } from '../../../../pipeline/model/target';
import { plan, targetsOf } from '../../../../pipeline/plan/plan';
import { aPipeline } from '../../../pipeline/builders/a-pipeline';

const target: Target = {
  stack: 'shop-prod-api-usw2-az1',
  account: '222222222222',
  region: 'us-west-2',
  environment: 'prod',
  component: 'api',
  zone: 'usw2-az1',
  share: 'fleet',
};
const template = JSON.stringify({ Parameters: { Zone: {}, Payload: {} }, Resources: {} });
const body = { template, parameters: { Payload: 'sha256-1' }, digest: 'sha256-whole' };
const release: BuiltRelease = { kind: 'built', commit: 'c'.repeat(40), components: { api: { whole: body } } };

describe('a digest', () => {
  test('does not depend on the order of keys', () => {
    expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).toBe(digestOf({ b: { d: null, c: [1, 2] }, a: 1 }));
  });

  test.each([
    ['a value', [{ a: 1 }], [{ a: 2 }]],
    ['a key', [{ a: 1 }], [{ b: 1 }]],
    ['an order in a list', [[1, 2]], [[2, 1]]],
    ['a type', ['1'], [1]],
    ['where a value ends', ['ab', 'c'], ['a', 'bc']],
    ['the number of values', [['a']], ['a']],
  ])('depends on %s', (_, one, other) => {
    expect(digestOf(...one)).not.toBe(digestOf(...other));
  });

  test('ignores a key whose value is undefined, as JSON does', () => {
    expect(digestOf({ a: undefined })).toBe(digestOf(JSON.parse(JSON.stringify({ a: undefined }))));
  });
});

const onBehalf = { change: 'shop/1', state: { condition: 'steady', tags: {} } } as const;

describe('the desired stack of a release at a target', () => {
  test('has the release’s template, parameters of the target too, and tags with the change and the digest', () => {
    expect(desiredStack(release, target, onBehalf)).toEqual({
      template,
      digest: 'sha256-whole',
      parameters: { Payload: 'sha256-1', Zone: 'usw2-az1' }, // Share and Environment are not declared
      tags: { 'slipway:change': 'shop/1', 'slipway:digest': 'sha256-whole' },
    });
  });

  test('tags: has the pipeline’s tags, but Slipway’s own are Slipway’s', () => {
    const tagged = { ...body, tags: { Team: 'retail', 'slipway:digest': 'forged' } };
    expect(desiredStack({ ...release, components: { api: { whole: tagged } } }, target, onBehalf)?.tags).toEqual({
      Team: 'retail',
      'slipway:change': 'shop/1',
      'slipway:digest': 'sha256-whole',
    });
  });

  test('has the share fleet if the component has no one-box, as one whose platform shifts traffic', () => {
    const components = { api: { per: 'zone', template: 'api.json', shifts: 'platform' } } as const;
    const planned = plan(aPipeline({ components })).flatMap((stage) => stage.regions.flatMap(targetsOf));
    const shared = { ...body, template: JSON.stringify({ Parameters: { Share: {} }, Resources: {} }) };
    const shares = planned.map((at) => desiredStack({ ...release, components: { api: { whole: shared } } }, at, onBehalf));
    expect(new Set(shares.map((desired) => desired?.parameters.Share))).toEqual(new Set(['fleet']));
  });

  test('is undefined if the release does not have the component, or its one-box', () => {
    expect(desiredStack(release, { ...target, component: 'web' }, onBehalf)).toBeUndefined();
    expect(desiredStack(release, { ...target, share: 'one-box' }, onBehalf)).toBeUndefined();
  });

  test('of a found release has the template and tags that were found, and a digest', () => {
    const stack = { template: 'Resources: {}', parameters: { Size: '2' }, tags: { owner: 'retail' } };
    const digest = digestOf(stack.template, stack.parameters);
    expect(desiredStack({ kind: 'found', stacks: { [target.stack]: stack } }, target, onBehalf)).toEqual({
      ...stack,
      digest,
      tags: { owner: 'retail', 'slipway:change': 'shop/1', 'slipway:digest': digest },
    });
  });

  test('found-yaml: of a found release has JSON without white space if its own text is too large for a call', () => {
    const content = { Resources: {}, Description: 'x'.repeat(50_000) };
    const found = (template: string) => {
      const stacks = { [target.stack]: { template, parameters: {}, tags: {} } };
      return desiredStack({ kind: 'found', stacks }, target, onBehalf)?.template;
    };
    const commented = `# ${'y'.repeat(5_000)}\nResources: {}\nDescription: ${content.Description}\n`;
    expect(found(commented)).toBe(JSON.stringify(content));
    const unreadable = `${commented}Resources: {}\n`;
    expect(found(unreadable)).toBe(unreadable);
  });

  test('of a found release keeps the digest that was found', () => {
    const stack = { template, parameters: {}, tags: { 'slipway:digest': 'sha256-before', 'slipway:change': 'shop/0' } };
    expect(desiredStack({ kind: 'found', stacks: { [target.stack]: stack } }, target, onBehalf)).toMatchObject({
      digest: 'sha256-before',
      tags: { 'slipway:digest': 'sha256-before', 'slipway:change': 'shop/1' },
    });
  });
});
