import fc from 'fast-check';
import { pipelineSchema } from '../../../client/schema/pipeline';
import { definePipeline, region, waves } from '../../../pipeline';
import { written } from '../builders/a-pipeline';

type Untyped = Record<string, unknown>;

/** A pipeline file without a type check. */
const defined = (change: Untyped): unknown => definePipeline({ ...written, ...change } as typeof written);

/** The paths at which the schema then reports a problem. */
const wrongAt = (value: unknown): string[] =>
  (pipelineSchema.safeParse(value).error?.issues ?? []).map(({ path }) => path.join('/'));

const [alpha, gamma, first] = written.stages;

describe('a value of the wrong type', () => {
  test.each<[string, Untyped, string[]]>([
    ['no stages', { stages: undefined }, ['stages']],
    ['stages that are not a list', { stages: first }, ['stages']],
    ['stages that are not objects', { stages: [undefined, gamma, 7] }, ['stages/0', 'stages/2']],
    ['no components', { components: undefined }, ['components']],
    ['a component that is a text', { components: { table: 'table.json' } }, ['components/table']],
    ['a build that is a text', { build: 'make' }, ['build']],
    ['traffic that is a text', { traffic: 'Requests' }, ['traffic']],
    ['alarms that are a text', { alarms: 'errors' }, ['alarms']],
    ['a stage’s alarms that are a text', { stages: [{ ...first, alarms: 'errors' }] }, ['stages/0/alarms']],
    ['bakes that are a text', { stages: [{ ...first, bakes: '1h' }] }, ['stages/0/bakes']],
    ['a bake that is a text', { stages: [{ ...first, bakes: { zone: '1h' } }] }, ['stages/0/bakes/zone']],
    ['a bake that is null', { stages: [alpha, { ...first, bakes: { zone: null } }] }, ['stages/1/bakes/zone']],
    [
      'zones that are a text',
      { stages: [{ ...first, regions: [region('us-east-1', 'use1-az1' as never)] }] },
      ['stages/0/regions/0/zones'],
    ],
    [
      'a Region without zones',
      { stages: [{ ...first, regions: [(region as (name: string) => unknown)('us-east-1')] }] },
      ['stages/0/regions/0/zones'],
    ],
  ])('is reported where it is written: %s', (_, change, paths) => {
    expect(wrongAt(defined(change))).toEqual(paths);
  });

  test('never throws, whatever it is', () => {
    const parts = fc.constantFrom(...Object.keys(written));
    fc.assert(
      fc.property(parts, fc.jsonValue(), (part, value) => void defined({ [part]: value })),
      { numRuns: 500 },
    );
    const stageParts = fc.constantFrom(
      'name',
      'environment',
      'account',
      'regions',
      'tests',
      'bakes',
      'alarms',
      'traffic',
      'oneBox',
    );
    fc.assert(
      fc.property(stageParts, fc.jsonValue(), (part, value) => void defined({ stages: [{ ...first, [part]: value }] })),
      { numRuns: 500 },
    );
  });

  test('is reported by `waves` if it is not a list of Regions', () => {
    expect(() => waves(undefined as never, { account: '222222222222' })).toThrow('waves() needs a list of Regions');
    expect(wrongAt(defined({ stages: (waves as (regions: unknown) => unknown)([region('us-east-1', ['a'])]) }))).toEqual([
      'stages/0/account',
    ]);
  });
});
