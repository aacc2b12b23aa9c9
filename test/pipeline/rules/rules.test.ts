import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import type { WrittenComponent } from '../../../pipeline/authoring/written';
import { obstacles, problems } from '../../../pipeline/rules/problems';
import { aPipeline, usWest2 } from '../builders/a-pipeline';

const prod = { account: '222222222222' };
const zonal = (more: Partial<WrittenComponent> = {}): WrittenComponent => ({ per: 'zone', template: 'zonal.json', ...more });
const regional = (more: Partial<WrittenComponent> = {}): WrittenComponent => ({ ...zonal(more), per: 'region' });
const inZones = (...zones: string[]) => [wave('first', { ...prod, regions: [region('us-west-2', zones)] })];

/** Problems that involve more than one value, with every path at which they are reported and a part of the message. */
const table: [title: string, overrides: Partial<WrittenPipeline>, paths: string[], message: string][] = [
  [
    'a cycle of components',
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
    'a component per Region that depends on one per zone',
    { components: { queue: zonal(), table: regional({ dependsOn: ['queue'] }) } },
    ['components/table/dependsOn'],
    'queue is per zone',
  ],
  [
    'a one-box that is deployed before what it depends on',
    { components: { queue: zonal(), api: zonal({ oneBox: 'box.json', dependsOn: ['queue'] }) } },
    ['components/api/oneBox'],
    'the component depends on queue, which has no one-box',
  ],
  ['no component', { components: {} }, ['components'], 'name at least one component'],
  [
    'one stack for two targets',
    { components: { api: zonal(), 'api-x': zonal() }, stages: inZones('y', 'x-y') },
    ['stages/first/regions/us-west-2'],
    'checkout-prod-api-x-y would be the stack of two targets, one of them api-x in y',
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
    'is listed twice in this stage',
  ],
  ['no alarm', { alarms: { oneBox: ['box'] } }, ['alarms', 'alarms/region'], 'name at least one alarm'],
  ['no alarm of a Region', { alarms: { zone: ['zone'], oneBox: ['box'] } }, ['alarms/region'], 'could never pass'],
  [
    'no alarm in a stage with alarms of its own',
    { stages: [wave('first', { ...prod, regions: [usWest2], alarms: { region: [], zone: [] } })] },
    ['stages/first/alarms', 'stages/first/alarms/region'],
    'name at least one',
  ],
  [
    'no alarm of a Region in a stage with alarms of its own',
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
    'an approval that needs more people than are named',
    {
      stages: [wave('first', { ...prod, regions: [usWest2], approval: { approvers: ['ann', 'Ann '], count: 2, expires: '1h' } })],
    },
    ['stages/first/approval/approvers', 'stages/first/approval/count'],
    ': ',
  ],
  [
    'a test stage after production',
    { stages: [...inZones('a'), gamma({ ...prod, regions: [usWest2] })] },
    ['stages/gamma'],
    'move it before the first wave',
  ],
];

describe('rules that look at more than one value', () => {
  test.each(table)('%s is reported at %s', (_, overrides, paths, part) => {
    const found = obstacles(aPipeline(overrides));
    expect(found.map(({ path }) => path)).toEqual(paths);
    for (const { message } of found) expect(message).toContain(part);
  });

  test.each([{ shifts: 'platform' }, { cannotCanary: 'it is a queue' }] as const)(
    'a one-box may depend on a component with %j, which is deployed first',
    (rollout) => {
      const components = { queue: zonal(rollout), api: zonal({ oneBox: 'box.json', dependsOn: ['queue'] }) };
      expect(obstacles(aPipeline({ components }))).toEqual([]);
    },
  );

  test('requests that no metric counts are reported at each bake that needs some', () => {
    const bakes = { oneBox: 'none', zone: { for: '1h', minimumRequests: 0 }, region: { for: '1h' } } as const;
    const { traffic: _, ...uncounted } = aPipeline({ stages: [gamma({ ...prod, regions: [usWest2], bakes })] });
    expect(obstacles(uncounted)).toMatchObject([
      {
        path: 'stages/gamma/bakes/region/minimumRequests',
        message: '100 requests cannot be counted without a metric: name one in traffic, or write 0',
      },
    ]);
  });

  test('alarms of the pipeline that no stage uses may be missing', () => {
    const alarms = { region: ['a'], zone: ['b'], oneBox: ['c'] };
    expect(obstacles(aPipeline({ alarms: {}, stages: [wave('first', { ...prod, regions: [usWest2], alarms })] }))).toEqual([]);
  });

  test('production without a bake is a hint for a pipeline that has no alarms yet', () => {
    const approval = { approvers: ['ann'], count: 1, expires: '8h' } as const;
    const stages = [wave('first', { ...prod, regions: [usWest2], approval })];
    const found = problems(aPipeline({ rung: 'oneRegion', alarms: {}, stages }));
    const ofBakes = found.filter(({ rule }) => rule === 'no-production-bake');
    expect(ofBakes.map(({ level }) => level)).toEqual(['hint', 'hint', 'hint']);
    expect(found.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a pipeline without bakes needs no alarm', () => {
    const stages = [gamma({ ...prod, regions: [usWest2], bakes: { regional: 'none', oneBox: 'none', zone: 'none' } })];
    expect(obstacles(aPipeline({ alarms: {}, stages }))).toEqual([]);
  });
});
