import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import type { WrittenComponent } from '../../../pipeline/authoring/written';
import { obstacles, problems } from '../../../pipeline/rules/problems';
import { aPipeline, usWest2 } from '../builders/a-pipeline';

const prod = { account: '222222222222' };
const zonal = (more: Partial<WrittenComponent> = {}): WrittenComponent => ({ per: 'zone', template: 'zonal.json', ...more });
const regional = (more: Partial<WrittenComponent> = {}): WrittenComponent => ({ ...zonal(more), per: 'region' });
const inZones = (...zones: string[]) => [wave('first', { ...prod, regions: [region('us-west-2', zones)] })];

/** What takes more than one value to break, with every path at which it is told. */
const wholes: [title: string, overrides: Partial<WrittenPipeline>, paths: string[], says: string][] = [
  [
    'a ring of components',
    {
      components: {
        one: zonal({ dependsOn: ['other'] }),
        other: zonal({ dependsOn: ['one'] }),
        none: zonal({ dependsOn: ['one'] }),
      },
    },
    ['components/one/dependsOn', 'components/other/dependsOn'],
    'one, other depend on each other',
  ],
  [
    'a Region that would wait for a zone',
    { components: { queue: zonal(), table: regional({ dependsOn: ['queue'] }) } },
    ['components/table/dependsOn'],
    'queue is per zone',
  ],
  [
    'a one-box before what it leans on',
    { components: { queue: zonal(), api: zonal({ oneBox: 'box.json', dependsOn: ['queue'] }) } },
    ['components/api/oneBox'],
    'it would come before queue',
  ],
  ['no component', { components: {} }, ['components'], 'name at least one'],
  [
    'one stack for two targets',
    { components: { api: zonal(), 'api-x': zonal() }, stages: inZones('y', 'x-y') },
    ['stages/first/regions/us-west-2'],
    'checkout-prod-api-x-y would be the stack of api-x in y and of another target',
  ],
  [
    'one stack for a zone and a one-box',
    { components: { api: zonal({ oneBox: 'box.json' }) }, stages: inZones('a', 'a-one-box') },
    ['stages/first/regions/us-west-2'],
    'rename the component or the zone',
  ],
  [
    'a Region twice in a stage',
    { stages: [wave('first', { ...prod, regions: [usWest2, usWest2] })] },
    ['stages/first/regions/us-west-2'],
    'stands twice in this stage',
  ],
  ['no alarm', { alarms: { oneBox: ['box'] } }, ['alarms', 'alarms/region'], 'name at least one'],
  ['no alarm of a Region', { alarms: { zone: ['zone'], oneBox: ['box'] } }, ['alarms/region'], 'could never pass'],
  [
    'no alarm in a stage of its own ways',
    { stages: [wave('first', { ...prod, regions: [usWest2], alarms: { region: [], zone: [] } })] },
    ['stages/first/alarms', 'stages/first/alarms/region'],
    'name at least one',
  ],
  [
    'no alarm of a Region in a stage of its own ways',
    { stages: [wave('first', { ...prod, regions: [usWest2], alarms: { region: [], oneBox: [] } })] },
    ['stages/first/alarms/region', 'stages/first/alarms/oneBox'],
    'name at least one',
  ],
  [
    'an approval that nobody can give',
    { stages: [wave('first', { ...prod, regions: [usWest2], approval: { approvers: [], count: 0, expires: '0s' } })] },
    ['stages/first/approval/approvers', 'stages/first/approval/count', 'stages/first/approval/expires'],
    ': ',
  ],
  [
    'an approval of more people than there are',
    {
      stages: [wave('first', { ...prod, regions: [usWest2], approval: { approvers: ['ann', 'Ann '], count: 2, expires: '1h' } })],
    },
    ['stages/first/approval/approvers', 'stages/first/approval/count'],
    ': ',
  ],
  [
    'a test stage behind production',
    { stages: [...inZones('a'), gamma({ ...prod, regions: [usWest2] })] },
    ['stages/gamma'],
    'put it before the first',
  ],
];

describe('rules that look at more than one value', () => {
  test.each(wholes)('%s: told at %s', (_, overrides, paths, says) => {
    const found = obstacles(aPipeline(overrides));
    expect(found.map(({ path }) => path)).toEqual(paths);
    for (const { message } of found) expect(message).toContain(says);
  });

  test.each([{ shifts: 'platform' }, { cannotCanary: 'it is a queue' }] as const)(
    'a one-box may lean on what says %j: that comes first',
    (says) => {
      const components = { queue: zonal(says), api: zonal({ oneBox: 'box.json', dependsOn: ['queue'] }) };
      expect(obstacles(aPipeline({ components }))).toEqual([]);
    },
  );

  test('requests that nobody counts: told at each bake that asks for some', () => {
    const bakes = { oneBox: 'none', zone: { for: '1h', minimumRequests: 0 }, region: { for: '1h' } } as const;
    const { traffic: _, ...uncounted } = aPipeline({ stages: [gamma({ ...prod, regions: [usWest2], bakes })] });
    expect(obstacles(uncounted)).toMatchObject([
      {
        path: 'stages/gamma/bakes/region/minimumRequests',
        message: '100 cannot be counted without a metric: name one in traffic, or write 0',
      },
    ]);
  });

  test('alarms of the pipeline that no stage uses are missed by none', () => {
    const alarms = { region: ['a'], zone: ['b'], oneBox: ['c'] };
    expect(obstacles(aPipeline({ alarms: {}, stages: [wave('first', { ...prod, regions: [usWest2], alarms })] }))).toEqual([]);
  });

  test('production without a bake is a hint to a pipeline that has no alarms yet', () => {
    const approval = { approvers: ['ann'], count: 1, expires: '8h' } as const;
    const stages = [wave('first', { ...prod, regions: [usWest2], approval })];
    const found = problems(aPipeline({ rung: 'oneRegion', alarms: {}, stages }));
    const ofBakes = found.filter(({ rule }) => rule === 'no-production-bake');
    expect(ofBakes.map(({ level }) => level)).toEqual(['hint', 'hint', 'hint']);
    expect(found.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a pipeline that bakes nowhere needs no alarm', () => {
    const stages = [gamma({ ...prod, regions: [usWest2], bakes: { regional: 'none', oneBox: 'none', zone: 'none' } })];
    expect(obstacles(aPipeline({ alarms: {}, stages }))).toEqual([]);
  });
});
