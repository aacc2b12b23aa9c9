import fc from 'fast-check';
import { type Rung, rungs } from '../../../pipeline/model/rung';
import { plan } from '../../../pipeline/plan/plan';
import { applyRules, builtInRules, describeProblem, obstacles, problems, type Rule } from '../../../pipeline/rules/problems';
import { error, warning } from '../../../pipeline/rules/rule';
import { aPipeline, broken } from '../builders/a-pipeline';
import { anyPipeline, startablePipeline } from '../builders/any-pipeline';

const usWest2 = 'stages/first/regions/us-west-2';
const bake = (more: object) => ({ for: '1h', minimumRequests: 100, deadline: '2h', ...more });
const component = (more: object) => ({ per: 'zone', template: 'queue.json', dependsOn: [], parameters: {}, ...more });

/** A path and a value that break the pipeline; the path of the problem, and a part of its message. */
const table: [title: string, at: string, value: unknown, path: string, message: string][] = [
  // shapes
  ['no stage', 'stages', [], 'stages', 'write at least one stage'],
  ['no build command', 'build/run', [], 'build/run', 'write the command'],
  ['an output outside the checkout', 'build/output', '../dist', 'build/output', '"../dist" is not a folder in the checkout'],
  ['an absolute output', 'build/output', '/dist', 'build/output', '"/dist" is not a folder in the checkout'],
  ['a template outside the output', 'components/api/template', 'a/../../b', 'components/api/template', 'is not a file in'],
  ['a one-box outside the output', 'components/api/oneBox', '/etc/box', 'components/api/oneBox', 'is not a file in'],
  ['a payload without a path', 'components/api/payload', '', 'components/api/payload', '"" is not in the build'],
  ['a short account', 'stages/2/account', '2222', 'stages/first/account', '"2222" is not an AWS account'],
  ['an invalid Region', 'stages/2/regions/0/name', 'nowhere', 'stages/first/regions/nowhere', 'is not an AWS Region'],
  ['a stage without Regions', 'stages/2/regions', [], 'stages/first/regions', 'name at least one'],
  ['a Region without zones', 'stages/2/regions/0/zones', [], `${usWest2}/zones`, 'name at least one'],
  ['no time between looks', 'lookEvery', '0s', 'lookEvery', '"0s" is zero: write a longer time'],
  ['a number between looks', 'lookEvery', 60, 'lookEvery', '60 is not a duration'],
  ['an invalid period', 'traffic/period', 'often', 'traffic/period', '"often" is not a duration'],
  [
    'a bake without a valid time',
    'stages/2/bakes/zone',
    bake({ for: '1d' }),
    'stages/first/bakes/zone/for',
    '"1d" is not a duration',
  ],
  [
    'an invalid deadline',
    'stages/2/bakes/zone',
    bake({ deadline: '1d' }),
    'stages/first/bakes/zone/deadline',
    'is not a duration',
  ],
  [
    'an early deadline',
    'stages/2/bakes/zone',
    bake({ deadline: '59m' }),
    'stages/first/bakes/zone/deadline',
    '59m is shorter than the bake itself, 1h: write a longer time',
  ],
  [
    'half a request',
    'stages/2/bakes/zone',
    bake({ minimumRequests: 0.5 }),
    'stages/first/bakes/zone/minimumRequests',
    '0.5 is not a number of requests',
  ],
  [
    'fewer than no requests',
    'stages/2/bakes/zone',
    bake({ minimumRequests: -1 }),
    'stages/first/bakes/zone/minimumRequests',
    '-1',
  ],
  ['a short account of a Region', 'stages/2/regions/0/account', '2', `${usWest2}/account`, '"2" is not an AWS account'],
  [
    'a zero period of a stage',
    'stages/2/traffic',
    { ...aPipeline().traffic, period: '0s' },
    'stages/first/traffic/period',
    '"0s" is zero',
  ],
  [
    'an invalid delay of an alarm',
    'alarms/region/0',
    { name: 'slow', firesWithin: 'soon' },
    'alarms/region/slow/firesWithin',
    '"soon" is not a duration',
  ],
  // names
  ['a name in capitals', 'name', 'Checkout', 'name', '"Checkout" is not a valid name'],
  ['an empty service', 'service', '', 'service', '"" is not a valid name'],
  ['a long component', `components/${'x'.repeat(41)}`, component({}), `components/${'x'.repeat(41)}`, 'at most 40'],
  ['a stage with a slash', 'stages/2/name', 'a/b', 'stages/a/b', '"a/b" is not a valid name'],
  ['a zone with a dot', 'stages/2/regions/0/zones/0/name', 'az.1', `${usWest2}/zones/az.1`, '"az.1" is not a valid name'],
  ['two stages of one name', 'stages/3/name', 'first', 'stages/first', '"first" is used twice'],
  ['a zone twice', 'stages/2/regions/0/zones/1/name', 'usw2-az1', `${usWest2}/zones/usw2-az1`, 'is listed twice'],
  ['a lane twice', 'stages/3/regions/0/name', 'us-west-2', 'stages/second/regions/us-west-2', 'stage first already deploys to'],
  // dependencies
  ['an unknown dependency', 'components/api/dependsOn', ['tabel'], 'components/api/dependsOn', '"tabel" is not a component'],
  [
    'one that depends on itself',
    'components/table/dependsOn',
    ['table'],
    'components/table/dependsOn',
    'table depends on itself',
  ],
  ['a one-box for a Region', 'components/table/oneBox', 'box.json', 'components/table/oneBox', 'cannot have a one-box'],
  // rollout
  [
    'a one-box if the platform shifts traffic',
    'components/api/shifts',
    'platform',
    'components/api',
    'oneBox and shifts exclude',
  ],
  [
    'a one-box of a component that cannot canary',
    'components/api/cannotCanary',
    'a queue',
    'components/api',
    'oneBox and cannotCanary',
  ],
  [
    'a platform that shifts traffic of a component that cannot canary',
    'components/table',
    { ...component({ per: 'region' }), shifts: 'platform', cannotCanary: 'a table' },
    'components/table',
    'shifts and cannotCanary exclude each other',
  ],
  ['no reason', 'components/table/cannotCanary', ' ', 'components/table/cannotCanary', '" " is not a reason: write why'],
  // evidence
  ['no one-box alarm', 'alarms/oneBox', [], 'alarms/oneBox', 'name at least one'],
  ['a wave without its bake', 'stages/2/bakes/region', undefined, 'stages/first/bakes/region', 'is missing or zero'],
  ['a wave whose one-box does not bake', 'stages/2/bakes/oneBox', undefined, 'stages/first/bakes/oneBox', 'is missing or zero'],
  ['a wave whose table does not bake', 'stages/2/bakes/regional', undefined, 'stages/first/bakes/regional', 'is missing or zero'],
  ['a wave that bakes for no time', 'stages/2/bakes/zone', bake({ for: '0s' }), 'stages/first/bakes/zone', 'is missing or zero'],
  [
    'a wave that leaves a failed change in place',
    'stages/2/onFailure',
    'leave',
    'stages/first/onFailure',
    '"leave" would leave a failed change',
  ],
  // not supported yet
  ['the queue latest', 'queue', 'latest', 'queue', '"latest" is not supported yet: write \'every\''],
  ['the scope change', 'rollback/scope', 'change', 'rollback/scope', '"change" is not supported yet'],
  ['the scope region', 'rollback/scope', 'region', 'rollback/scope', '"region" is not supported yet'],
  ['an image as source', 'source', { kind: 'image', image: 'base', tag: 'v1' }, 'source/kind', '"image" is not supported yet'],
  ['a fast rollback', 'rollback/speed', 'atOnce', 'rollback/speed', '"atOnce" is not supported yet'],
  ['related services', 'related', [], 'related', 'is not supported yet: remove it'],
  [
    'notifications',
    'notifications',
    [],
    'notifications',
    "is not supported yet: remove it, and read notifications in the worker's log",
  ],
  ['paths of a component', 'components/api/paths', ['src/**'], 'components/api/paths', 'is not supported yet: '],
  [
    'rolling steps',
    'components/api/rolling',
    { parameter: 'P', forward: 33, back: 100 },
    'components/api/rolling',
    'is not supported yet: ',
  ],
  ['a load test', 'stages/1/loadTest', { run: 'load', within: '1h' }, 'stages/gamma/loadTest', 'is not supported yet: '],
  ['parameters of a stage', 'stages/2/parameters', { api: { Size: '2' } }, 'stages/first/parameters', 'is not supported yet: '],
  [
    'a silence that asks',
    'stages/2/bakes/zone',
    bake({ silence: 'ask' }),
    'stages/first/bakes/zone/silence',
    '"ask" is not supported yet: remove it',
  ],
];

describe('the problems of a pipeline', () => {
  test('are none in a correct pipeline', () => {
    expect(obstacles(aPipeline())).toEqual([]);
  });

  test.each(table)('%s is the one problem', (_, at, value, path, message) => {
    const level = message.includes('not supported yet') ? 'notYet' : 'error';
    const rule = level === 'notYet' ? /^not-yet-[a-z-]+$/ : /^(?!not-yet)[a-z-]+$/;
    expect(obstacles(broken(at, value))).toEqual([
      { path, message: expect.stringContaining(message), level, rule: expect.stringMatching(rule) },
    ]);
  });

  test('are all reported at once, as people read them', () => {
    const lines = obstacles({ ...broken('stages/2/account', ''), name: 'Bad', queue: 'latest' }).map(describeProblem);
    expect(lines).toEqual([
      expect.stringMatching(/^stages\/first\/account: "" is not an AWS account/),
      expect.stringMatching(/^name: "Bad" is not a valid name/),
      expect.stringMatching(/^queue: "latest" is not supported yet: /),
    ]);
  });

  test('are in lower case and without a full stop', () => {
    for (const [, at, value] of table)
      for (const { message } of problems(broken(at, value))) expect(message).toMatch(/^[^A-Z].*[^.]$/);
  });
});

describe('the rules of an organisation', () => {
  const atPath = (path: string) => () => [{ path, message: 'ours' }];

  test('apply beside the built-in ones, with their own names and levels', () => {
    expect(problems(aPipeline(), { policy: [warning('ours', atPath('team'))] })).toContainEqual({
      path: 'team',
      message: 'ours',
      level: 'warning',
      rule: 'ours',
    });
  });

  test('replace a built-in warning of the same name, but no other built-in rule', () => {
    const found = obstacles(broken('review/approvals', 0), { policy: [error('no-review', atPath('review'))] });
    expect(found).toEqual([{ path: 'review', message: 'ours', level: 'error', rule: 'no-review' }]);
    const both = obstacles(broken('queue', 'latest'), { policy: [error('not-yet-queue', atPath('queue'))] });
    expect(both.map(({ level }) => level)).toEqual(['notYet', 'error']);
  });

  test('keep a change from starting if they are errors, not if they are warnings', () => {
    expect(obstacles(aPipeline(), { policy: [warning('ours', atPath('team'))] })).toEqual([]);
    expect(obstacles(aPipeline(), { policy: [error('ours', atPath('team'))] })).toHaveLength(1);
  });

  test('are reported as not checked without what they need', () => {
    const found = atPath('alarms');
    const policy: Rule[] = [
      { name: 'reads-templates', level: 'warning', needs: 'templates', find: found },
      { name: 'reads-others', level: 'warning', needs: 'otherPipelines', find: found },
    ];
    const ours = ({ rule }: { rule: string }) => rule.startsWith('reads-');
    const unknown = applyRules(aPipeline(), { policy });
    expect(unknown.problems.filter(ours)).toEqual([]);
    expect(unknown.notChecked.filter(ours)).toEqual([
      { rule: 'reads-templates', needs: 'templates' },
      { rule: 'reads-others', needs: 'otherPipelines' },
    ]);
    const known = applyRules(aPipeline(), { policy, templates: {}, otherPipelines: [] });
    expect(known.problems.filter(ours).map(({ rule }) => rule)).toEqual(['reads-templates', 'reads-others']);
    expect(known.notChecked).toEqual([]);
  });

  test('are hints below their rung', () => {
    const policy = [error('ours', atPath('stages'), { from: 'zones' })];
    const levelAt = (rung: Rung) => problems(aPipeline({ rung }), { policy }).find(({ rule }) => rule === 'ours')?.level;
    expect(rungs.map(levelAt)).toEqual(['hint', 'hint', 'hint', 'hint', 'error', 'error']);
    expect(obstacles(aPipeline(), { policy })).toMatchObject([{ level: 'error' }]);
  });

  test('about time do not apply to a pipeline with shortened times, which is reported', () => {
    const policy = [error('takes-its-time', atPath('stages'), { about: 'time' })];
    const short = applyRules(aPipeline({ timing: 'shortened' }), { policy });
    expect(short.problems.map(({ rule }) => rule)).not.toContain('takes-its-time');
    expect(short.exempt).toEqual(expect.arrayContaining(['short-bake', 'few-requests', 'takes-its-time']));
    const long = applyRules(aPipeline(), { policy });
    expect(long.problems.map(({ rule }) => rule)).toContain('takes-its-time');
    expect(long.exempt).toEqual([]);
  });
});

test('every rule has its own name, in lower case with dashes', () => {
  const named = builtInRules.map(({ name }) => name);
  expect(new Set(named).size).toBe(named.length);
  for (const name of named) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('a pipeline that only builds needs no stage', () => {
  expect(obstacles(aPipeline({ rung: 'build', stages: [] }))).toEqual([]);
});

describe('any correct pipeline', () => {
  test('has no errors, whatever it declares', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        expect(problems(pipeline).filter(({ level }) => level === 'error')).toEqual([]);
      }),
    );
  });

  test('lets changes start if it declares only what is supported', () => {
    fc.assert(fc.property(startablePipeline, (pipeline) => expect(obstacles(pipeline)).toEqual([])));
  });

  test('can be planned', () => {
    fc.assert(fc.property(startablePipeline, (pipeline) => expect(plan(pipeline)).toHaveLength(pipeline.stages.length)));
  });
});
