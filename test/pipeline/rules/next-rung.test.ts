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

/** A pipeline without problems on each rung. */
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
const accepted = ['build-with-network']; // on every rung

describe('each rung', () => {
  test.each(rungs)('a pipeline on rung %s has only hints, from the rules of higher rungs', (rung) => {
    const found = problems(on(rung)).filter(({ rule }) => !accepted.includes(rule));
    expect(found.filter(({ level }) => level !== 'hint')).toEqual([]);
    expect(found.length > 0).toBe(rung !== 'waves');
  });

  test.each(rungs.slice(1))('rung %s asks for something that the rung before does not have', (rung) => {
    const before = rungs[rungs.indexOf(rung) - 1] ?? rung;
    expect(problems(on(rung, before)).filter(({ level, rule }) => level !== 'hint' && !accepted.includes(rule))).not.toEqual([]);
  });

  test('every rung lets changes start', () => {
    for (const rung of rungs) expect(obstacles(on(rung))).toEqual([]);
  });
});

describe('the next rung', () => {
  test('does not exist on the last rung', () => {
    expect(nextRung(on('waves'))).toBeUndefined();
    expect(nextRung(aPipeline())).toBeUndefined();
  });

  test.each(rungs.slice(0, -1))('after %s is the one above it, with its steps in order', (rung) => {
    const next = nextRung(on(rung));
    expect(next?.rung).toBe(rungs[rungs.indexOf(rung) + 1]);
    expect(next?.steps.length).toBeGreaterThan(1);
    for (const step of next?.steps ?? []) expect(step).toMatch(/^[a-zA-Z/\d-]+: [^A-Z].*[^.]$/);
    expect(next?.steps.at(-1)).toMatch(/^rung: /);
  });

  test('of a pipeline without production is one Region, with approvers', () => {
    expect(nextRung(on('test'))).toEqual({
      rung: 'oneRegion',
      adds: 'a change reaches one Region when a person approves it',
      steps: [
        "stages: has no wave of production: add one with a single Region, as in wave('first', { … })",
        'stages: no alarm watches production yet: give its stage an approval, and name approvers',
        "rung: write 'oneRegion', and the rules of this rung apply",
      ],
    });
  });

  test('names alarms, then a one-box', () => {
    expect(nextRung(on('oneRegion'))?.steps).toContainEqual(
      expect.stringMatching(/^alarms: region and zone are empty for production/),
    );
    expect(nextRung(on('rollback'))?.steps).toContainEqual(expect.stringMatching(/^components\/api\/oneBox: is missing/));
    expect(nextRung(on('zones'))?.steps).toContainEqual(expect.stringMatching(/^stages: has only one wave/));
  });

  test('asks for a metric if bakes will count requests, but not for bakes that are filled in', () => {
    const { traffic: _, ...bare } = on('oneRegion');
    const steps = nextRung(bare)?.steps ?? [];
    expect(steps).toContainEqual(expect.stringMatching(/^traffic: is missing, but bakes will count requests/));
    expect(steps.filter((step) => step.includes('/bakes'))).toEqual([]);
    expect(nextRung(on('oneRegion'))?.steps).not.toContainEqual(expect.stringMatching(/^traffic: /));
  });

  test('of any pipeline without problems is one step away', () => {
    fc.assert(
      fc.property(flawlessPipeline, fc.constantFrom(...rungs.slice(2, -1)), ({ pipeline }, rung) => {
        expect(nextRung({ ...pipeline, rung })?.steps).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  test('is reached by a pipeline that has done its steps', () => {
    for (const rung of rungs.slice(0, -1)) {
      const next = nextRung(on(rung))?.rung ?? 'waves';
      expect(hasReached(on(next), next)).toBe(true);
      expect(nextRung({ ...on(next), rung })?.steps).toHaveLength(1);
    }
  });

  test('asks for a second zone in a Region that has one', () => {
    const stages = [test_, wave('first', { ...first, regions: [region('us-west-2', ['usw2-az1'])] })];
    const steps = nextRung(aPipeline({ ...growing.rollback, rung: 'rollback', stages }))?.steps;
    expect(steps?.[0]).toMatch(/usw2-az1 is the only zone of the Region/);
  });
});
