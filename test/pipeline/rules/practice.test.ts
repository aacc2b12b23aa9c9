/** Rules about good practice that look at more than one value. */
import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import { describeProblem, problems } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usEast1, usWest2 } from '../builders/a-pipeline';

const prod = { account: '222222222222', canaries: ['visitor'] };
const linesOf = (overrides: Partial<WrittenPipeline>, rule: string) =>
  problems(aPipeline(overrides))
    .filter((problem) => problem.rule === rule)
    .map(describeProblem);

const inRegions = (...counts: number[]) => ({
  stages: counts.map((count, at) =>
    wave(`wave-${at}`, {
      ...prod,
      regions: Array.from({ length: count }, (_, index) => region(`x${'abcdef'[at]}-west-${index}`, [`x${at}-${index}`])),
    }),
  ),
});

describe('waves', () => {
  test.each([
    [[1, 1, 3, 12, 2], []],
    [[1, 3, 3], []],
    [
      [1, 3, 2, 3],
      [
        'stages/wave-2/regions: this wave has 2 Regions, fewer than an earlier one (3), and a later wave has more: sort the waves by size',
      ],
    ],
    [
      [2, 1, 3],
      [
        'stages/wave-1/regions: this wave has 1 Region, fewer than an earlier one (2), and a later wave has more: sort the waves by size',
      ],
    ],
  ])('of %j Regions must not shrink, except for a small rest at the end', (counts, lines) => {
    expect(linesOf(inRegions(...counts), 'waves-shrink-then-grow')).toEqual(lines);
  });

  test('may have any size after a first wave of one Region', () => {
    expect(linesOf(inRegions(1, 5), 'wide-first-wave')).toEqual([]);
    expect(linesOf(inRegions(2), 'wide-first-wave')).toHaveLength(1);
  });
});

describe('one-boxes', () => {
  const inZones = (...zones: (string | { name: string; oneBox: false })[]) => ({
    stages: [wave('first', { ...prod, regions: [region('us-west-2', zones)] })],
  });
  const without = (name: string) => ({ name, oneBox: false as const });

  test('that are missing in a zone are reported with its share of the Region', () => {
    expect(linesOf(inZones('a', without('b'), 'c'), 'zone-without-one-box')).toEqual([
      "stages/first/regions/us-west-2/zones/b/oneBox: false lets about 33 % of us-west-2 take a change at once, after only the first zone's one-box: remove it",
    ]);
  });

  test('must not be missing in the first zone, whose one-box stands for the others', () => {
    const [line, ...more] = linesOf(inZones(without('a'), 'b'), 'first-zone-without-one-box');
    expect(line).toMatch('zones/a/oneBox: false lets about 50 % of us-west-2 take a change before any one-box');
    expect(more).toEqual([]);
    expect(linesOf(inZones(without('a'), 'b'), 'zone-without-one-box')).toEqual([]);
  });

  test('must not be missing in the first zone of gamma, which tests the same', () => {
    const stages = [gamma({ ...prod, regions: [region('us-west-2', [without('a'), 'b'])] })];
    expect(linesOf({ stages }, 'first-zone-without-one-box')).toHaveLength(1);
    expect(linesOf({ stages: stages.map((stage) => ({ ...stage, oneBox: false })) }, 'first-zone-without-one-box')).toEqual([]);
  });

  test('are not required if the platform shifts traffic or the component gives a reason', () => {
    const zonal = { per: 'zone', template: 'api.json' } as const;
    const components = {
      api: { ...zonal, shifts: 'platform' },
      queue: { ...zonal, cannotCanary: 'messages are not shared' },
    } as const;
    expect(linesOf({ components }, 'no-one-box')).toEqual([]);
    expect(linesOf({ components: { api: zonal } }, 'no-one-box')).toHaveLength(1);
  });
});

test.each([
  [0, 100, 'forward: 0 is not a share'],
  [34, 101, 'back: 101 is not a share'],
])('a rolling share of %d %% forward and %d %% back is impossible', (forward, back, message) => {
  const api = { per: 'zone', template: 'api.json', rolling: { parameter: 'Batch', forward, back } } as const;
  expect(linesOf({ components: { api } }, 'bad-rolling')).toEqual([expect.stringContaining(message)]);
});

describe('gamma', () => {
  const waves = [wave('first', { ...prod, regions: [usWest2] })];

  test('may have more alarms than production, but not fewer', () => {
    const alarms = (zone: string[]) => ({
      stages: [gamma({ ...prod, regions: [usWest2], alarms: { zone } }), ...waves],
    });
    expect(linesOf(alarms(['{environment}-errors-{zone}', 'more']), 'gamma-alarms-differ')).toEqual([]);
    expect(linesOf(alarms(['more']), 'gamma-alarms-differ')).toEqual([
      'stages/gamma/alarms/zone: "{environment}-errors-{zone}" is an alarm of the first wave and is missing here: add it',
    ]);
  });

  test('must have the rolling share of production', () => {
    const rolling = { parameter: 'Batch', forward: 20, back: 100 };
    const components = { api: { per: 'zone', template: 'api.json', rolling } } as const;
    const stages = [gamma({ ...prod, regions: [usWest2], parameters: { api: { Batch: '100' } } }), ...waves];
    expect(linesOf({ components, stages }, 'gamma-deploys-otherwise')).toEqual([
      'stages/gamma/parameters/api/Batch: replaces a different share of the fleet at once than production does: remove it',
    ]);
  });

  test('may have one zone if production has no more', () => {
    const one = region('us-west-2', ['usw2-az1']);
    const stages = (there: typeof one) => [gamma({ ...prod, regions: [one] }), wave('first', { ...prod, regions: [there] })];
    expect(linesOf({ stages: stages(one) }, 'gamma-has-one-zone')).toEqual([]);
    expect(linesOf({ stages: stages(usWest2) }, 'gamma-has-one-zone')).toHaveLength(1);
  });
});

describe('production without alarms', () => {
  const stages = (more: object) => [wave('first', { ...prod, regions: [usWest2], ...more })];
  const approval = { approvers: ['ann'], count: 1, expires: '8h' } as const;

  test('is an error until a person must approve or each step bakes', () => {
    const at = (more: object, rung: 'oneRegion' | 'rollback' = 'oneRegion') =>
      linesOf({ rung, stages: stages(more) }, 'unguarded-production');
    expect(at({})).toHaveLength(1);
    expect(at({ approval })).toEqual([]);
    expect(at({}, 'rollback')).toEqual([]);
  });
});

describe('a pipeline that claims a low rung', () => {
  test.each([
    ['build', [gamma({ ...prod, regions: [usWest2] })], 'rung: "build" is too low, because there are stages'],
    ['test', [wave('first', { ...prod, regions: [usWest2] })], 'rung: "test" is too low, because there is a wave of production'],
    ['zones', [wave('first', { ...prod, regions: [euWest1, usEast1] })], 'rung: "zones" is too low, because there are 2 Regions'],
  ] as const)('must not go beyond rung %s', (rung, stages, message) => {
    expect(linesOf({ rung, stages }, 'beyond-its-rung')).toEqual([expect.stringContaining(message)]);
    expect(linesOf({ stages }, 'beyond-its-rung')).toEqual([]);
  });
});
