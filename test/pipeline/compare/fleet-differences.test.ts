import fc from 'fast-check';
import { gamma, git, type WrittenPipeline, wave } from '../../../pipeline';
import { fleetDifferences } from '../../../pipeline/compare/fleet-differences';
import { aPipeline, euWest1, usWest2 } from '../builders/a-pipeline';
import { anyPipeline } from '../builders/any-pipeline';

const account = '222222222222';

/** A typical service of the team. */
const service = (name: string, overrides: Partial<WrittenPipeline> = {}) =>
  aPipeline({
    name,
    service: name,
    source: git({ repository: `acme/${name}`, branch: 'main' }),
    traffic: {
      namespace: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      metric: 'Requests',
      statistic: 'Sum',
      dimensions: { environment: 'Environment', zone: 'Zone', share: 'Share' },
    },
    alarms: { region: [`${name}-{environment}-errors`], oneBox: [`${name}-{zone}`] },
    stages: [gamma({ account, regions: [usWest2] }), wave('first', { account, regions: [usWest2] })],
    ...overrides,
  });

describe('pipelines of a team', () => {
  test('do not differ by their names, services and repositories', () => {
    expect(fleetDifferences([service('checkout'), service('search'), service('basket')])).toEqual([]);
  });

  test('are compared at each path, the most frequent value first', () => {
    const slow = service('search', {
      review: { approvals: 2 },
      stages: [
        gamma({ account, regions: [usWest2] }),
        wave('first', { account, regions: [usWest2], bakes: { region: { for: '24h' } } }),
      ],
    });
    expect(fleetDifferences([service('checkout'), slow, service('basket')])).toEqual([
      {
        path: 'review/approvals',
        values: [
          { value: 1, pipelines: ['checkout', 'basket'] },
          { value: 2, pipelines: ['search'] },
        ],
      },
      {
        path: 'stages/first/bakes/region/deadline',
        values: [
          { value: '86400000ms', pipelines: ['checkout', 'basket'] },
          { value: '172800000ms', pipelines: ['search'] },
        ],
      },
      {
        path: 'stages/first/bakes/region/for',
        values: [
          { value: '12h', pipelines: ['checkout', 'basket'] },
          { value: '24h', pipelines: ['search'] },
        ],
      },
    ]);
  });

  test('differ if only some have a value', () => {
    const [difference, ...more] = fleetDifferences([service('checkout'), service('search', { rung: 'zones' })]);
    expect(more).toEqual([]);
    expect(difference).toEqual({
      path: 'rung',
      values: [{ pipelines: ['checkout'] }, { value: 'zones', pipelines: ['search'] }],
    });
  });

  test('with other stages or Regions differ by their names; common ones are compared', () => {
    const wide = service('search', {
      stages: [
        wave('first', { account, regions: [usWest2, euWest1] }),
        wave('second', { account: '333333333333', regions: [euWest1] }),
      ],
    });
    expect(
      fleetDifferences([service('checkout'), wide]).map(({ path, values }) => [path, ...values.map(({ value }) => value)]),
    ).toEqual([
      ['stages', 'gamma, first', 'first, second'],
      ['stages/first/regions', 'us-west-2', 'us-west-2, eu-west-1'],
    ]);
  });

  test('have their names replaced as whole words only, whatever the names are', () => {
    const named = (name: string, team: string) => ({ ...service('checkout'), name, service: name, team });
    expect(fleetDifferences([named('a', 'a-team'), named('b', 'b-team')])).toEqual([]);
    expect(fleetDifferences([named('a', 'retail'), named('b', 'ops')])[0]?.values.map(({ value }) => value)).toEqual([
      'retail',
      'ops',
    ]);
    expect(fleetDifferences([named('', 'x'), named('(', 'x'), named('a.c', 'x')])).toEqual([]);
  });

  test('do not differ by the order of their keys', () => {
    const { stages, ...rest } = service('checkout');
    expect(fleetDifferences([service('checkout'), { stages, ...rest, name: 'other' }])).toEqual([]);
  });
});

test('any pipeline equals itself, and differs from one with another time between looks', () => {
  fc.assert(
    fc.property(anyPipeline, (pipeline) => {
      const other = { ...pipeline, name: 'other' } as const;
      expect(fleetDifferences([pipeline, other])).toEqual([]);
      expect(fleetDifferences([pipeline, { ...other, lookEvery: '999h' }])).toEqual([
        {
          path: 'lookEvery',
          values: [
            { value: pipeline.lookEvery, pipelines: [pipeline.name] },
            { value: '999h', pipelines: ['other'] },
          ],
        },
      ]);
    }),
    { numRuns: 30 },
  );
});
