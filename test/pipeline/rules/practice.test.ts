/** Rules against the model's numbers and practice, where one value is not all that they look at. */
import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import { problemLine, problems } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usEast1, usWest2 } from '../builders/a-pipeline';

const prod = { account: '222222222222', canaries: ['visitor'] };
const told = (overrides: Partial<WrittenPipeline>, rule: string) =>
  problems(aPipeline(overrides))
    .filter((problem) => problem.rule === rule)
    .map(problemLine);

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
    [[1, 3, 2, 3], ['stages/wave-2/regions: 2 after 3, and more again later: let the waves grow']],
    [[2, 1, 3], ['stages/wave-1/regions: 1 after 2, and more again later: let the waves grow']],
  ])('of %j Regions: the last may take a small rest, none before may shrink', (counts, lines) => {
    expect(told(inRegions(...counts), 'waves-shrink-then-grow')).toEqual(lines);
  });

  test('of one Region first may be followed by any other', () => {
    expect(told(inRegions(1, 5), 'wide-first-wave')).toEqual([]);
    expect(told(inRegions(2), 'wide-first-wave')).toHaveLength(1);
  });
});

describe('one-boxes', () => {
  const inZones = (...zones: (string | { name: string; oneBox: false })[]) => ({
    stages: [wave('first', { ...prod, regions: [region('us-west-2', zones)] })],
  });
  const without = (name: string) => ({ name, oneBox: false as const });

  test('that a zone leaves to the first are told with their share of the Region', () => {
    expect(told(inZones('a', without('b'), 'c'), 'zone-without-one-box')).toEqual([
      "stages/first/regions/us-west-2/zones/b/oneBox: false leaves it to the Region's first zone, and about 33 % of us-west-2 take a change at once: leave it out",
    ]);
  });

  test('of the first zone stand for the others, so it cannot be without', () => {
    const [line, ...more] = told(inZones(without('a'), 'b'), 'first-zone-without-one-box');
    expect(line).toMatch('zones/a/oneBox: false, and about 50 % of us-west-2 take a change with no one-box before them');
    expect(more).toEqual([]);
    expect(told(inZones(without('a'), 'b'), 'zone-without-one-box')).toEqual([]);
  });

  test('of the first zone of gamma try the same out', () => {
    const stages = [gamma({ ...prod, regions: [region('us-west-2', [without('a'), 'b'])] })];
    expect(told({ stages }, 'first-zone-without-one-box')).toHaveLength(1);
    expect(told({ stages: stages.map((stage) => ({ ...stage, oneBox: false })) }, 'first-zone-without-one-box')).toEqual([]);
  });

  test('are not asked of what the platform shifts, nor of what gives a reason', () => {
    const zonal = { per: 'zone', template: 'api.json' } as const;
    const components = {
      api: { ...zonal, shifts: 'platform' },
      queue: { ...zonal, cannotCanary: 'messages are not shared' },
    } as const;
    expect(told({ components }, 'no-one-box')).toEqual([]);
    expect(told({ components: { api: zonal } }, 'no-one-box')).toHaveLength(1);
  });
});

test.each([
  [0, 100, 'forward: 0 is no share'],
  [34, 101, 'back: 101 is no share'],
])('rolling steps of %d %% forward and %d %% back cannot be', (forward, back, says) => {
  const api = { per: 'zone', template: 'api.json', rolling: { parameter: 'Batch', forward, back } } as const;
  expect(told({ components: { api } }, 'bad-rolling')).toEqual([expect.stringContaining(says)]);
});

describe('gamma', () => {
  const waves = [wave('first', { ...prod, regions: [usWest2] })];

  test('may have more alarms than production, and not fewer', () => {
    const alarms = (zone: string[]) => ({
      stages: [gamma({ ...prod, regions: [usWest2], alarms: { zone } }), ...waves],
    });
    expect(told(alarms(['{environment}-errors-{zone}', 'more']), 'gamma-alarms-differ')).toEqual([]);
    expect(told(alarms(['more']), 'gamma-alarms-differ')).toEqual([
      'stages/gamma/alarms/zone: "{environment}-errors-{zone}" of the first wave is not among them: name it here too',
    ]);
  });

  test('takes the rolling steps of production', () => {
    const rolling = { parameter: 'Batch', forward: 20, back: 100 };
    const components = { api: { per: 'zone', template: 'api.json', rolling } } as const;
    const stages = [gamma({ ...prod, regions: [usWest2], parameters: { api: { Batch: '100' } } }), ...waves];
    expect(told({ components, stages }, 'gamma-deploys-otherwise')).toEqual([
      "stages/gamma/parameters/api/Batch: it sets rolling steps other than production's: leave it out",
    ]);
  });

  test('may have one zone if production has no more', () => {
    const one = region('us-west-2', ['usw2-az1']);
    const stages = (there: typeof one) => [gamma({ ...prod, regions: [one] }), wave('first', { ...prod, regions: [there] })];
    expect(told({ stages: stages(one) }, 'gamma-has-one-zone')).toEqual([]);
    expect(told({ stages: stages(usWest2) }, 'gamma-has-one-zone')).toHaveLength(1);
  });
});

describe('production that nothing watches', () => {
  const stages = (more: object) => [wave('first', { ...prod, regions: [usWest2], ...more })];
  const approval = { approvers: ['ann'], count: 1, expires: '8h' } as const;

  test('is an error until a person says yes or each step bakes', () => {
    const at = (more: object, rung: 'oneRegion' | 'rollback' = 'oneRegion') =>
      told({ rung, stages: stages(more) }, 'unguarded-production');
    expect(at({})).toHaveLength(1);
    expect(at({ approval })).toEqual([]);
    expect(at({}, 'rollback')).toEqual([]);
  });
});

describe('a pipeline that claims a low rung', () => {
  test.each([
    ['build', [gamma({ ...prod, regions: [usWest2] })], 'rung: "build" is said, and there are stages'],
    ['test', [wave('first', { ...prod, regions: [usWest2] })], 'rung: "test" is said, and there is production'],
    ['zones', [wave('first', { ...prod, regions: [euWest1, usEast1] })], 'rung: "zones" is said, and there are 2 Regions'],
  ] as const)('cannot be on %s and go further', (rung, stages, says) => {
    expect(told({ rung, stages }, 'beyond-its-rung')).toEqual([expect.stringContaining(says)]);
    expect(told({ stages }, 'beyond-its-rung')).toEqual([]);
  });
});
