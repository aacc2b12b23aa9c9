import fc from 'fast-check';
import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import { hasReached, type Rung, rungs } from '../../../pipeline/model/rung';
import { nextRung } from '../../../pipeline/rules/next-rung';
import { obstacles, problems } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usWest2 } from '../builders/a-pipeline';
import { flawlessPipeline } from '../builders/flawless-pipeline';

const account = '222222222222';
const test_ = gamma({ account: '111111111111', regions: [usWest2], tests: ['npm test'] });
const first = { account, regions: [usWest2], canaries: ['visitor'] };
const approval = { approvers: ['ann', 'ben'], count: 1, expires: '8h' } as const;
const build = { unitTests: ['make test'], run: ['make'], output: 'dist', network: 'allowed' } as const;
const components = { api: { per: 'zone', template: 'api.json' } } as const;
const byOneBox = { api: { ...components.api, oneBox: 'api.json' } } as const;

/** A pipeline as it grows, at its best on each rung. */
const growing: Readonly<Record<Rung, Partial<WrittenPipeline>>> = {
  build: { build, components, alarms: {}, stages: [] },
  test: { build, components, alarms: {}, stages: [test_] },
  oneRegion: { build, components, alarms: {}, stages: [test_, wave('first', { ...first, approval })] },
  rollback: { build, components, alarms: { region: ['errors'] }, stages: [test_, wave('first', first)] },
  zones: {
    build,
    components: byOneBox,
    alarms: { region: ['errors'], oneBox: ['box-{zone}'] },
    stages: [test_, wave('first', first)],
  },
  waves: {
    build,
    components: byOneBox,
    alarms: { region: ['errors'], oneBox: ['box-{zone}'] },
    stages: [test_, wave('first', first), wave('second', { ...first, regions: [euWest1] })],
  },
};

const on = (rung: Rung, like: Rung = rung) => aPipeline({ ...growing[like], rung });
const meant = ['build-with-network']; // each rung has it, and none asks for better

describe('each rung', () => {
  test.each(rungs)('%s is passed by what has come so far: the rules of the higher ones are hints', (rung) => {
    const found = problems(on(rung)).filter(({ rule }) => !meant.includes(rule));
    expect(found.filter(({ level }) => level !== 'hint')).toEqual([]);
    expect(found.length > 0).toBe(rung !== 'waves');
  });

  test.each(rungs.slice(1))('%s asks for what the one before has not', (rung) => {
    const before = rungs[rungs.indexOf(rung) - 1] ?? rung;
    expect(problems(on(rung, before)).filter(({ level, rule }) => level !== 'hint' && !meant.includes(rule))).not.toEqual([]);
  });

  test('keeps no change of a higher one from starting', () => {
    for (const rung of rungs) expect(obstacles(on(rung))).toEqual([]);
  });
});

describe('the next rung', () => {
  test('of a pipeline that has come all the way is none', () => {
    expect(nextRung(on('waves'))).toBeUndefined();
    expect(nextRung(aPipeline())).toBeUndefined();
  });

  test.each(rungs.slice(0, -1))('of %s is the one after it, and names its steps in order', (rung) => {
    const next = nextRung(on(rung));
    expect(next?.rung).toBe(rungs[rungs.indexOf(rung) + 1]);
    expect(next?.steps.length).toBeGreaterThan(1);
    for (const step of next?.steps ?? []) expect(step).toMatch(/^[a-zA-Z/\d-]+: [^A-Z].*[^.]$/);
    expect(next?.steps.at(-1)).toMatch(/^rung: /);
  });

  test('tells one with production untouched to let one Region in, and who says yes', () => {
    expect(nextRung(on('test'))).toEqual({
      rung: 'oneRegion',
      adds: 'a change reaches one Region when a person says yes',
      steps: [
        "stages: there is no wave of production: write one of a single Region, as in wave('first', { … })",
        'stages: nothing watches production yet: give its stage an approval, and name who says yes',
        "rung: write 'oneRegion', and the rules of this step are asked",
      ],
    });
  });

  test('names alarms, then a one-box', () => {
    expect(nextRung(on('oneRegion'))?.steps).toContainEqual(expect.stringMatching(/^alarms: there is none for production/));
    expect(nextRung(on('rollback'))?.steps).toContainEqual(expect.stringMatching(/^components\/api\/oneBox: there is none/));
    expect(nextRung(on('zones'))?.steps).toContainEqual(expect.stringMatching(/^stages: production is one wave/));
  });

  test('asks for a metric where bakes will count requests, and not for bakes that come by themselves', () => {
    const { traffic: _, ...bare } = on('oneRegion');
    const steps = nextRung(bare)?.steps ?? [];
    expect(steps).toContainEqual(expect.stringMatching(/^traffic: bakes count requests/));
    expect(steps.filter((step) => step.includes('/bakes'))).toEqual([]);
    expect(nextRung(on('oneRegion'))?.steps).not.toContainEqual(expect.stringMatching(/^traffic: /));
  });

  test('of any pipeline that lacks nothing is one line away', () => {
    fc.assert(
      fc.property(flawlessPipeline, fc.constantFrom(...rungs.slice(2, -1)), ({ pipeline }, rung) => {
        expect(nextRung({ ...pipeline, rung })?.steps).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  test('is claimed by what has done its steps', () => {
    for (const rung of rungs.slice(0, -1)) {
      const next = nextRung(on(rung))?.rung ?? 'waves';
      expect(hasReached(on(next), next)).toBe(true);
      expect(nextRung({ ...on(next), rung })?.steps).toHaveLength(1);
    }
  });

  test('asks one Region with a single zone for a second', () => {
    const stages = [test_, wave('first', { ...first, regions: [region('us-west-2', ['usw2-az1'])] })];
    const steps = nextRung(aPipeline({ ...growing.rollback, rung: 'rollback', stages }))?.steps;
    expect(steps?.[0]).toMatch(/usw2-az1 alone carries the whole Region/);
  });
});
