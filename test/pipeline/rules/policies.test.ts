import fc from 'fast-check';
import {
  approvalsFrom,
  asErrors,
  bakesAtLeast,
  firstWaveIsOneRegion,
  mustReview,
  noNetworkInBuild,
  noShortenedTimes,
  productionFrom,
  type Rule,
  type WrittenPipeline,
  wave,
} from '../../../pipeline';
import { obstacles, ownRules, problems, review } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usWest2, written } from '../builders/a-pipeline';
import { flawlessPipeline } from '../builders/flawless-pipeline';

const told = (policy: readonly Rule[], overrides: Partial<WrittenPipeline> = {}) =>
  obstacles(aPipeline(overrides), { policy }).map(({ level, rule, path, message }) => `${level} ${rule} ${path}: ${message}`);

const prod = { account: '222222222222', regions: [usWest2] };
const by = (...approvers: string[]) => ({
  stages: [wave('first', { ...prod, approval: { approvers, count: 1, expires: '8h' } })],
});

describe('a warning that an organisation makes an error', () => {
  const policy = asErrors('no-production-canary', 'wide-first-wave');
  const stages = [wave('first', { ...prod, regions: [usWest2, euWest1] })];

  test('is told once, as an error, and keeps a change from starting', () => {
    const found = problems(aPipeline({ stages }), { policy }).filter(({ rule }) => policy.some(({ name }) => name === rule));
    expect(found.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['error no-production-canary', 'error wide-first-wave']);
    expect(obstacles(aPipeline({ stages }))).toEqual([]);
    expect(obstacles(aPipeline({ stages }), { policy })).toHaveLength(2);
  });

  test('stays a hint below its rung, unless the ready policy says so of every rung', () => {
    const levels = (rules: readonly Rule[]) =>
      problems(aPipeline({ rung: 'zones', stages }), { policy: rules })
        .filter(({ rule }) => rule === 'wide-first-wave')
        .map(({ level }) => level);
    expect(levels(policy)).toEqual(['hint']);
    expect(levels([firstWaveIsOneRegion()])).toEqual(['error']);
  });

  test('cannot be left by claiming a lower rung where that is an error too', () => {
    const both = [...policy, ...asErrors('beyond-its-rung')];
    const lines = told(both, { rung: 'zones', stages });
    expect(lines).toContainEqual(expect.stringMatching(/^error beyond-its-rung rung: /));
    expect(lines).not.toContainEqual(expect.stringMatching(/^error wide-first-wave/));
  });

  test('never becomes less: what keeps a change from starting stays', () => {
    const silent = (name: string, level: Rule['level']): Rule => ({ name, level, needs: 'nothing', find: () => [] });
    expect(told([silent('not-yet-rollback-scope', 'warning')], { rollback: { scope: 'change' } })).toHaveLength(1);
    expect(told([silent('no-components', 'error')], { components: {} })).toContainEqual(
      expect.stringMatching(/^error no-components /),
    );
    expect(told(asErrors('no-components'), { components: {} }).filter((line) => line.includes('no-components'))).toHaveLength(1);
  });

  test('never becomes a warning where it was an error', () => {
    const less: Rule = { name: 'no-production-bake', level: 'warning', needs: 'nothing', find: () => [] };
    const bare = { stages: [wave('first', { ...prod, bakes: { region: 'none' } })] };
    expect(told([less], bare)).toContainEqual(expect.stringMatching(/^error no-production-bake /));
  });

  test('can be any that there is, and no other: a misspelt name would guard nothing', () => {
    expect(asErrors(...ownRules.map(({ name }) => name)).map(({ level }) => level)).toEqual(ownRules.map(() => 'error'));
    expect(() => asErrors('no-onebox')).toThrow('"no-onebox" is no rule: write a name as check prints it, as in no-one-box');
  });
});

test.each<[string, Rule, Partial<WrittenPipeline>, string]>([
  [
    'bakesAtLeast',
    bakesAtLeast({ zone: '2h' }),
    { stages: [wave('first', prod)] },
    'bakes-at-least stages/first/bakes/zone/for: 1h is short: let it bake 2h or more',
  ],
  [
    'firstWaveIsOneRegion',
    firstWaveIsOneRegion(),
    { stages: [wave('first', { ...prod, regions: [usWest2, euWest1] })] },
    'wide-first-wave stages/first/regions: 2 Regions would find out together: begin with one, and put the others in later waves',
  ],
  ['mustReview', mustReview(2), { review: { approvals: 1 } }, 'must-review review/approvals: 1 is too few here: write 2 or more'],
  [
    'approvalsFrom, of a stranger',
    approvalsFrom('Ann', 'ben'),
    by('ann', 'eve'),
    'approvals-from stages/first/approval/approvers: "eve" may not approve here: name one or more of Ann, ben',
  ],
  [
    'approvalsFrom, of nobody',
    approvalsFrom('Ann', 'ben'),
    {},
    'approvals-from stages/first/approval: there is none before production: name one or more of Ann, ben',
  ],
  [
    'noNetworkInBuild',
    noNetworkInBuild(),
    {},
    'build-with-network build/network: "allowed" lets into a release what nobody reviewed: keep what is fetched with the sources, and write \'none\'',
  ],
  [
    'noShortenedTimes',
    noShortenedTimes(),
    { timing: 'shortened' },
    'no-shortened-times timing: "shortened" is for demos: leave it out, and write the real times',
  ],
  [
    'productionFrom',
    productionFrom('waves'),
    { rung: 'rollback' },
    'production-from rung: "rollback" is too early for production here: come as far as \'waves\' first',
  ],
])('the ready policy %s refuses what is against it', (_, rule, overrides, line) => {
  expect(told([rule], overrides)).toEqual([`error ${line}`]);
});

test('the ready policies are content with who keeps to them', () => {
  const policy = [
    bakesAtLeast({ region: '4h' }),
    firstWaveIsOneRegion(),
    mustReview(),
    noShortenedTimes(),
    productionFrom('waves'),
  ];
  expect(told(policy)).toEqual([]);
  expect(told([approvalsFrom('Ann', 'ben')], by(' ANN '))).toEqual([]);
  fc.assert(
    fc.property(flawlessPipeline, ({ pipeline }) => {
      const found = problems(pipeline, { policy: [...policy, noNetworkInBuild()] });
      expect(found.filter(({ level }) => level === 'error')).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('a pipeline whose times are shortened is exempt from the bakes of a policy too, and that is said', () => {
  const policy = [bakesAtLeast({ zone: '2h' })];
  const { problems: found, exempt } = review(aPipeline({ ...written, timing: 'shortened' }), { policy });
  expect(found.map(({ rule }) => rule)).not.toContain('bakes-at-least');
  expect(exempt).toContain('bakes-at-least');
});

test.each<[string, () => unknown, string]>([
  ['no warning', () => asErrors(), 'names no rule'],
  ['a bake of no length', () => bakesAtLeast({ region: '4 hours' as '4h' }), 'asks for nothing: write it as in'],
  ['a bake that there is not', () => bakesAtLeast({ regions: '4h' } as object), 'of regional, oneBox, zone, region'],
  ['no bake', () => bakesAtLeast({}), 'asks for nothing'],
  ['nobody to review', () => mustReview(0), 'mustReview(0) asks for nobody'],
  ['nobody to approve', () => approvalsFrom(), 'names nobody'],
  ['a rung that there is not', () => productionFrom('waved' as 'waves'), 'productionFrom("waved"): write one of build, test,'],
])('a policy that asks for %s throws, for it would guard nothing', (_, make, sentence) => {
  expect(make).toThrow(sentence);
});
