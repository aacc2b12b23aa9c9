import { alpha, beta, definePipeline, gamma, git, milliseconds, type Rung, type Stage, wave, waves } from '../../../pipeline';
import { problems } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usEast1, usWest2, written } from '../builders/a-pipeline';

const prod = { account: '222222222222', regions: [usWest2] };
const test_ = { ...prod, account: '111111111111' };
const bare = definePipeline({
  name: 'checkout',
  service: 'checkout',
  team: 'retail',
  source: written.source,
  build: { run: ['make'], output: 'dist' },
  components: { api: { per: 'zone', template: 'api.template.json' } },
  alarms: {},
  stages: [
    alpha(prod),
    beta(prod),
    gamma(prod),
    wave('first', prod),
    wave('second', { ...prod, regions: [usEast1] }),
    wave('third', { ...prod, regions: [euWest1] }),
  ],
});
const stage = (name: string): Stage | undefined => bare.stages.find((stage) => stage.name === name);
const bakeMinutes = (name: string) =>
  Object.fromEntries(Object.entries(stage(name)?.bakes ?? {}).map(([kind, bake]) => [kind, milliseconds(bake.for) / 60_000]));

describe('a pipeline with required fields only', () => {
  test('needs one approval, builds without a network, queues the latest and rolls back a wave at a time', () => {
    expect(bare).toMatchObject({
      review: { approvals: 1 },
      build: { network: 'none' },
      queue: 'latest',
      rollback: { scope: 'wave' },
      lookEvery: '1m',
      alarms: { region: [], zone: [], oneBox: [] },
      components: { api: { dependsOn: [], parameters: {} } },
    });
    expect(bare).not.toHaveProperty('traffic');
  });

  test.each([
    ['alpha', {}],
    ['beta', {}],
    ['gamma', { regional: 30, oneBox: 30, zone: 30 }],
    ['first', { regional: 60, oneBox: 60, zone: 60, region: 720 }],
    ['second', { regional: 60, oneBox: 60, zone: 60, region: 240 }],
    ['third', { regional: 60, oneBox: 60, zone: 60, region: 240 }],
  ])('bakes in %s for %j minutes', (name, minutes) => {
    expect(bakeMinutes(name)).toEqual(minutes);
  });

  test('needs no requests for the regional bake, because nobody calls a new Region yet', () => {
    for (const name of ['gamma', 'first', 'second']) expect(stage(name)?.bakes.regional?.minimumRequests).toBe(0);
    const own = wave('own', { ...prod, bakes: { regional: { for: '2h' } } });
    expect(definePipeline({ ...written, stages: [own] }).stages[0]?.bakes.regional).toMatchObject({ minimumRequests: 0 });
  });

  test('needs 100 requests for each other bake, with a deadline of twice its time and at least an hour more', () => {
    expect(stage('gamma')?.bakes.oneBox).toEqual({ for: '30m', minimumRequests: 100, deadline: '5400000ms' });
    expect(stage('first')?.bakes.region).toEqual({ for: '12h', minimumRequests: 100, deadline: '86400000ms' });
  });

  test('has one-boxes and rolls back from gamma on; alpha and beta leave a failed release in place', () => {
    const settings = bare.stages.map(({ name, oneBox, onFailure }) => [name, oneBox, onFailure]);
    expect(settings).toEqual([
      ['alpha', false, 'leave'],
      ['beta', false, 'leave'],
      ['gamma', true, 'rollBack'],
      ['first', true, 'rollBack'],
      ['second', true, 'rollBack'],
      ['third', true, 'rollBack'],
    ]);
  });
});

describe('a pipeline on a lower rung', () => {
  const at = (rung: Rung) => aPipeline({ rung, stages: [gamma(prod), wave('first', prod)] }).stages;

  test('has no bake below the rung rollback, and no one-box below the rung zones', () => {
    expect(at('oneRegion').map(({ bakes, oneBox }) => [bakes, oneBox])).toEqual([
      [{}, false],
      [{}, false],
    ]);
    expect(at('rollback').map(({ bakes, oneBox }) => [Object.keys(bakes).length > 0, oneBox])).toEqual([
      [true, false],
      [true, false],
    ]);
    expect(at('zones')).toEqual(at('waves'));
  });
});

describe('a pipeline of ten lines', () => {
  // Only what has no default.
  const short = definePipeline({
    name: 'shop',
    team: 'retail',
    source: git({ repository: 'acme/shop', branch: 'main' }),
    build: { unitTests: ['make test'], run: ['make'], output: 'dist' },
    components: { api: { per: 'zone', template: 'api.json', oneBox: 'api.json' } },
    alarms: { region: ['shop-{environment}-errors'], oneBox: ['shop-{environment}-{zone}-one-box'] },
    traffic: traffic(),
    stages: [
      beta({ ...test_, tests: ['make it'] }),
      gamma({ ...test_, tests: ['make it'] }),
      ...waves([usWest2, usEast1, euWest1], { account: '222222222222', canaries: ['visitor'] }),
    ],
  });

  test('has no problem except what is not supported yet', () => {
    expect(problems(short).map(({ level, rule }) => `${level} ${rule}`)).toEqual(['notYet not-yet-queue']);
  });

  test('is reviewed, reaches one Region first, with one-boxes, bakes after each step, and rolls back', () => {
    const [first, ...later] = short.stages.filter(({ environment }) => environment === 'prod');
    expect(short.review).toEqual({ approvals: 1 });
    expect(short.service).toBe('shop');
    expect([first, ...later].map((wave) => wave?.regions.length)).toEqual([1, 1, 1]);
    for (const wave of [first, ...later]) {
      expect(wave).toMatchObject({ oneBox: true, onFailure: 'rollBack' });
      expect(Object.keys(wave?.bakes ?? {}).sort()).toEqual(['oneBox', 'region', 'regional', 'zone']);
    }
  });
});

describe('a pipeline with optional fields', () => {
  test('keeps them', () => {
    const pipeline = aPipeline({
      review: { approvals: 2 },
      queue: 'every',
      lookEvery: '5s',
      stages: [
        wave('only', {
          ...prod,
          oneBox: false,
          tests: ['true'],
          bakes: { oneBox: 'none', region: { for: '2h', minimumRequests: 5, deadline: '3h' } },
        }),
      ],
    });
    expect(pipeline).toMatchObject({ review: { approvals: 2 }, queue: 'every', lookEvery: '5s' });
    expect(pipeline.stages[0]).toMatchObject({ oneBox: false, tests: ['true'] });
    expect(pipeline.stages[0]?.bakes).not.toHaveProperty('oneBox');
    expect(pipeline.stages[0]?.bakes.region).toEqual({ for: '2h', minimumRequests: 5, deadline: '3h' });
    expect(pipeline.stages[0]?.bakes.zone?.for).toBe('1h');
  });

  test('counts requests per minute, or more often if it says so', () => {
    expect(aPipeline().traffic?.period).toBe('60s');
    expect(aPipeline({ traffic: { ...traffic(), period: '10s' } }).traffic?.period).toBe('10s');
  });

  test('may list its alarms: those with {zone} in their names watch a zone', () => {
    const slow = { name: 'slow-{zone}', firesWithin: '1h' } as const;
    expect(aPipeline({ alarms: ['table', 'errors-{zone}', slow] }).alarms).toEqual({
      region: ['table'],
      zone: ['errors-{zone}', slow],
      oneBox: [],
    });
  });

  test('is plain data: it survives JSON, and defining it again changes nothing', () => {
    expect(JSON.parse(JSON.stringify(aPipeline()))).toEqual(aPipeline());
    expect(definePipeline(aPipeline())).toEqual(aPipeline());
  });
});

function traffic() {
  if (written.traffic === undefined) throw new Error('the builder counts no traffic');
  return written.traffic;
}
