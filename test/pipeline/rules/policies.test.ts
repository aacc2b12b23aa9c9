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
import { applyRules, builtInRules, obstacles, problems } from '../../../pipeline/rules/problems';
import { aPipeline, euWest1, usWest2, written } from '../builders/a-pipeline';
import { flawlessPipeline } from '../builders/flawless-pipeline';

const linesOf = (policy: readonly Rule[], overrides: Partial<WrittenPipeline> = {}) =>
  obstacles(aPipeline(overrides), { policy }).map(({ level, rule, path, message }) => `${level} ${rule} ${path}: ${message}`);

const prod = { account: '222222222222', regions: [usWest2] };
const by = (...approvers: string[]) => ({
  stages: [wave('first', { ...prod, approval: { approvers, count: 1, expires: '8h' } })],
});

describe('a warning that an organisation makes an error', () => {
  const policy = asErrors('no-production-canary', 'wide-first-wave');
  const stages = [wave('first', { ...prod, regions: [usWest2, euWest1] })];

  test('is reported once, as an error, and keeps a change from starting', () => {
    const found = problems(aPipeline({ stages }), { policy }).filter(({ rule }) => policy.some(({ name }) => name === rule));
    expect(found.map(({ level, rule }) => `${level} ${rule}`)).toEqual(['error no-production-canary', 'error wide-first-wave']);
    expect(obstacles(aPipeline({ stages }))).toEqual([]);
    expect(obstacles(aPipeline({ stages }), { policy })).toHaveLength(2);
  });

  test('stays a hint below its rung, unless a ready policy applies to every rung', () => {
    const levels = (rules: readonly Rule[]) =>
      problems(aPipeline({ rung: 'zones', stages }), { policy: rules })
        .filter(({ rule }) => rule === 'wide-first-wave')
        .map(({ level }) => level);
    expect(levels(policy)).toEqual(['hint']);
    expect(levels([firstWaveIsOneRegion()])).toEqual(['error']);
  });

  test('cannot be avoided by claiming a lower rung if that is an error too', () => {
    const both = [...policy, ...asErrors('beyond-its-rung')];
    const lines = linesOf(both, { rung: 'zones', stages });
    expect(lines).toContainEqual(expect.stringMatching(/^error beyond-its-rung rung: /));
    expect(lines).not.toContainEqual(expect.stringMatching(/^error wide-first-wave/));
  });

  test('never weakens a built-in rule that keeps a change from starting', () => {
    const silent = (name: string, level: Rule['level']): Rule => ({ name, level, needs: 'nothing', find: () => [] });
    expect(linesOf([silent('not-yet-rollback-scope', 'warning')], { rollback: { scope: 'change' } })).toHaveLength(1);
    expect(linesOf([silent('no-components', 'error')], { components: {} })).toContainEqual(
      expect.stringMatching(/^error no-components /),
    );
    expect(linesOf(asErrors('no-components'), { components: {} }).filter((line) => line.includes('no-components'))).toHaveLength(
      1,
    );
  });

  test('never turns a built-in error into a warning', () => {
    const less: Rule = { name: 'no-production-bake', level: 'warning', needs: 'nothing', find: () => [] };
    const bare = { stages: [wave('first', { ...prod, bakes: { region: 'none' } })] };
    expect(linesOf([less], bare)).toContainEqual(expect.stringMatching(/^error no-production-bake /));
  });

  test('can be any built-in rule, but not a misspelt name, which would guard nothing', () => {
    expect(asErrors(...builtInRules.map(({ name }) => name)).map(({ level }) => level)).toEqual(builtInRules.map(() => 'error'));
    expect(() => asErrors('no-onebox')).toThrow('"no-onebox" is not a rule: write a name as check prints it, as in no-one-box');
  });
});

test.each<[string, Rule, Partial<WrittenPipeline>, string]>([
  [
    'bakesAtLeast',
    bakesAtLeast({ zone: '2h' }),
    { stages: [wave('first', prod)] },
    'bakes-at-least stages/first/bakes/zone/for: 1h is too short: let it bake 2h or longer',
  ],
  [
    'firstWaveIsOneRegion',
    firstWaveIsOneRegion(),
    { stages: [wave('first', { ...prod, regions: [usWest2, euWest1] })] },
    'wide-first-wave stages/first/regions: 2 Regions would take a bad change together: begin with one, and move the others to later waves',
  ],
  [
    'mustReview',
    mustReview(2),
    { review: { approvals: 1 } },
    'must-review review/approvals: 1 is less than the policy requires: write 2 or more',
  ],
  [
    'approvalsFrom, with another approver',
    approvalsFrom('Ann', 'ben'),
    by('ann', 'eve'),
    'approvals-from stages/first/approval/approvers: "eve" is not an approver that the policy allows: name one or more of Ann, ben',
  ],
  [
    'approvalsFrom, without an approval',
    approvalsFrom('Ann', 'ben'),
    {},
    'approvals-from stages/first/approval: is missing, but the policy requires one before production: name one or more of Ann, ben',
  ],
  [
    'noNetworkInBuild',
    noNetworkInBuild(),
    {},
    'build-with-network build/network: "allowed" lets the build fetch what nobody reviewed: keep it with the sources, and write \'none\'',
  ],
  [
    'noShortenedTimes',
    noShortenedTimes(),
    { timing: 'shortened' },
    'no-shortened-times timing: "shortened" is for demos: remove it, and write the real times',
  ],
  [
    'productionFrom',
    productionFrom('waves'),
    { rung: 'rollback' },
    'production-from rung: "rollback" is too low for production here: reach \'waves\' first',
  ],
])('the ready policy %s reports what breaks it', (_, rule, overrides, line) => {
  expect(linesOf([rule], overrides)).toEqual([`error ${line}`]);
});

test('the ready policies accept pipelines that keep to them', () => {
  const policy = [
    bakesAtLeast({ region: '4h' }),
    firstWaveIsOneRegion(),
    mustReview(),
    noShortenedTimes(),
    productionFrom('waves'),
  ];
  expect(linesOf(policy)).toEqual([]);
  expect(linesOf([approvalsFrom('Ann', 'ben')], by(' ANN '))).toEqual([]);
  fc.assert(
    fc.property(flawlessPipeline, ({ pipeline }) => {
      const found = problems(pipeline, { policy: [...policy, noNetworkInBuild()] });
      expect(found.filter(({ level }) => level === 'error')).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('a pipeline with shortened times is exempt from the bakes of a policy too, and that is reported', () => {
  const policy = [bakesAtLeast({ zone: '2h' })];
  const { problems: found, exempt } = applyRules(aPipeline({ ...written, timing: 'shortened' }), { policy });
  expect(found.map(({ rule }) => rule)).not.toContain('bakes-at-least');
  expect(exempt).toContain('bakes-at-least');
});

test.each<[string, () => unknown, string]>([
  ['no rule', () => asErrors(), 'names no rule'],
  ['an invalid time of a bake', () => bakesAtLeast({ region: '4 hours' as '4h' }), 'sets no minimum: write it as in'],
  ['an unknown bake', () => bakesAtLeast({ regions: '4h' } as object), 'any of regional, oneBox, zone, region'],
  ['no bake', () => bakesAtLeast({}), 'sets no minimum'],
  ['no reviewer', () => mustReview(0), 'mustReview(0) is not a number of people'],
  ['no approver', () => approvalsFrom(), 'names nobody'],
  ['an unknown rung', () => productionFrom('waved' as 'waves'), 'productionFrom("waved") does not name a rung: write one of'],
])('a policy with %s throws, because it would guard nothing', (_, make, sentence) => {
  expect(make).toThrow(sentence);
});
