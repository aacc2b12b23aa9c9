import fc from 'fast-check';
import { type Rung, rungs } from '../../../pipeline/model/rung';
import { plan } from '../../../pipeline/plan/plan';
import { obstacles, ownRules, problemLine, problems, type Rule, review } from '../../../pipeline/rules/problems';
import { error, warning } from '../../../pipeline/rules/rule';
import { aPipeline, broken } from '../builders/a-pipeline';
import { anyPipeline, startablePipeline } from '../builders/any-pipeline';

const usWest2 = 'stages/first/regions/us-west-2';
const bake = (more: object) => ({ for: '1h', minimumRequests: 100, deadline: '2h', ...more });
const component = (more: object) => ({ per: 'zone', template: 'queue.json', dependsOn: [], parameters: {}, ...more });

/** Where it is broken, with what; where the problem is found, and what it says among other things. */
const table: [title: string, at: string, value: unknown, path: string, says: string][] = [
  // shapes
  ['no stage', 'stages', [], 'stages', 'write at least one stage'],
  ['no build command', 'build/run', [], 'build/run', 'write the command'],
  ['an output outside the checkout', 'build/output', '../dist', 'build/output', '"../dist" leaves the checkout'],
  ['an absolute output', 'build/output', '/dist', 'build/output', '"/dist" leaves the checkout'],
  ['a template outside the output', 'components/api/template', 'a/../../b', 'components/api/template', 'leaves the build'],
  ['a one-box outside the output', 'components/api/oneBox', '/etc/box', 'components/api/oneBox', 'leaves the build'],
  ['a payload without a path', 'components/api/payload', '', 'components/api/payload', '"" leaves the build'],
  ['a short account', 'stages/2/account', '2222', 'stages/first/account', '"2222" is no AWS account'],
  ['a Region that is none', 'stages/2/regions/0/name', 'nowhere', 'stages/first/regions/nowhere', 'is no AWS Region'],
  ['a stage without Regions', 'stages/2/regions', [], 'stages/first/regions', 'name at least one'],
  ['a Region without zones', 'stages/2/regions/0/zones', [], `${usWest2}/zones`, 'name at least one'],
  ['looks at no pace', 'lookEvery', '0s', 'lookEvery', 'write more than zero'],
  ['looks whose pace is a number', 'lookEvery', 60, 'lookEvery', '60 is no duration'],
  ['a period that is none', 'traffic/period', 'often', 'traffic/period', '"often" is no duration'],
  ['a bake of no duration', 'stages/2/bakes/zone', bake({ for: '1d' }), 'stages/first/bakes/zone/for', '"1d" is no duration'],
  ['a deadline of none', 'stages/2/bakes/zone', bake({ deadline: '1d' }), 'stages/first/bakes/zone/deadline', 'is no duration'],
  [
    'an early deadline',
    'stages/2/bakes/zone',
    bake({ deadline: '59m' }),
    'stages/first/bakes/zone/deadline',
    'write a longer one',
  ],
  [
    'half a request',
    'stages/2/bakes/zone',
    bake({ minimumRequests: 0.5 }),
    'stages/first/bakes/zone/minimumRequests',
    '0.5 is no',
  ],
  [
    'fewer than no requests',
    'stages/2/bakes/zone',
    bake({ minimumRequests: -1 }),
    'stages/first/bakes/zone/minimumRequests',
    '-1',
  ],
  ['an account of a Region', 'stages/2/regions/0/account', '2', `${usWest2}/account`, '"2" is no AWS account'],
  [
    'a period of a stage',
    'stages/2/traffic',
    { ...aPipeline().traffic, period: '0s' },
    'stages/first/traffic/period',
    'write more than zero',
  ],
  [
    'an alarm that fires within no time',
    'alarms/region/0',
    { name: 'slow', firesWithin: 'soon' },
    'alarms/region/slow/firesWithin',
    '"soon" is no duration',
  ],
  // names
  ['a name in capitals', 'name', 'Checkout', 'name', '"Checkout" is no name'],
  ['an empty service', 'service', '', 'service', '"" is no name'],
  ['a long component', `components/${'x'.repeat(41)}`, component({}), `components/${'x'.repeat(41)}`, 'at most 40'],
  ['a stage with a slash', 'stages/2/name', 'a/b', 'stages/a/b', '"a/b" is no name'],
  ['a zone with a dot', 'stages/2/regions/0/zones/0/name', 'az.1', `${usWest2}/zones/az.1`, '"az.1" is no name'],
  ['two stages of a name', 'stages/3/name', 'first', 'stages/first', '"first" stands twice'],
  ['a zone twice', 'stages/2/regions/0/zones/1/name', 'usw2-az1', `${usWest2}/zones/usw2-az1`, 'stands twice'],
  ['a lane twice', 'stages/3/regions/0/name', 'us-west-2', 'stages/second/regions/us-west-2', 'prod/us-west-2 is reached'],
  // dependencies
  ['an unknown dependency', 'components/api/dependsOn', ['tabel'], 'components/api/dependsOn', '"tabel" is no component'],
  [
    'one that depends on itself',
    'components/table/dependsOn',
    ['table'],
    'components/table/dependsOn',
    'table depends on itself',
  ],
  ['a one-box for a Region', 'components/table/oneBox', 'box.json', 'components/table/oneBox', 'has no one-box'],
  // ways to take a change
  ['a one-box where the platform shifts', 'components/api/shifts', 'platform', 'components/api', 'oneBox and shifts exclude'],
  ['a one-box of what cannot canary', 'components/api/cannotCanary', 'a queue', 'components/api', 'oneBox and cannotCanary'],
  [
    'a platform that shifts what cannot canary',
    'components/table',
    { ...component({ per: 'region' }), shifts: 'platform', cannotCanary: 'a table' },
    'components/table',
    'shifts and cannotCanary exclude each other',
  ],
  ['no reason', 'components/table/cannotCanary', ' ', 'components/table/cannotCanary', '" " is no reason: write the one'],
  // evidence
  ['no one-box alarm', 'alarms/oneBox', [], 'alarms/oneBox', 'name at least one'],
  ['a wave without its bake', 'stages/2/bakes/region', undefined, 'stages/first/bakes/region', 'not left without a bake'],
  ['a wave whose one-box does not bake', 'stages/2/bakes/oneBox', undefined, 'stages/first/bakes/oneBox', 'without a bake'],
  ['a wave whose table does not bake', 'stages/2/bakes/regional', undefined, 'stages/first/bakes/regional', 'without a bake'],
  ['a wave that bakes for no time', 'stages/2/bakes/zone', bake({ for: '0s' }), 'stages/first/bakes/zone', 'without a bake'],
  ['a wave that is left broken', 'stages/2/onFailure', 'leave', 'stages/first/onFailure', '"leave" would leave in production'],
  // not honoured
  ['the queue latest', 'queue', 'latest', 'queue', 'not honoured yet: "latest": write \'every\''],
  ['the scope change', 'rollback/scope', 'change', 'rollback/scope', 'not honoured yet: "change"'],
  ['the scope region', 'rollback/scope', 'region', 'rollback/scope', 'not honoured yet: "region"'],
  ['an image as source', 'source', { kind: 'image', image: 'base', tag: 'v1' }, 'source/kind', 'not honoured yet: "image"'],
  ['a hurried way back', 'rollback/speed', 'atOnce', 'rollback/speed', 'not honoured yet: "atOnce"'],
  ['related services', 'related', [], 'related', 'not honoured yet: leave it out'],
  [
    'notifications',
    'notifications',
    [],
    'notifications',
    "not honoured yet: leave it out: people are told through the worker's log",
  ],
  ['paths of a component', 'components/api/paths', ['src/**'], 'components/api/paths', 'not honoured yet: '],
  [
    'rolling steps',
    'components/api/rolling',
    { parameter: 'P', forward: 33, back: 100 },
    'components/api/rolling',
    'not honoured yet: ',
  ],
  ['a load test', 'stages/1/loadTest', { run: 'load', within: '1h' }, 'stages/gamma/loadTest', 'not honoured yet: '],
  ['parameters of a stage', 'stages/2/parameters', { api: { Size: '2' } }, 'stages/first/parameters', 'not honoured yet: '],
  [
    'a silence that asks',
    'stages/2/bakes/zone',
    bake({ silence: 'ask' }),
    'stages/first/bakes/zone/silence',
    'not honoured yet: "ask": leave it out',
  ],
];

describe('the problems of a pipeline', () => {
  test('are none where nothing is wrong', () => {
    expect(obstacles(aPipeline())).toEqual([]);
  });

  test.each(table)('%s is the one problem', (_, at, value, path, says) => {
    const level = says.startsWith('not honoured yet') ? 'notYet' : 'error';
    const rule = level === 'notYet' ? /^not-yet-[a-z-]+$/ : /^(?!not-yet)[a-z-]+$/;
    expect(obstacles(broken(at, value))).toEqual([
      { path, message: expect.stringContaining(says), level, rule: expect.stringMatching(rule) },
    ]);
  });

  test('are all told at once, as people read them', () => {
    const lines = obstacles({ ...broken('stages/2/account', ''), name: 'Bad', queue: 'latest' }).map(problemLine);
    expect(lines).toEqual([
      expect.stringMatching(/^stages\/first\/account: "" is no AWS account/),
      expect.stringMatching(/^name: "Bad" is no name/),
      expect.stringMatching(/^queue: not honoured yet: /),
    ]);
  });

  test('are in lower case and without a full stop', () => {
    for (const [, at, value] of table)
      for (const { message } of problems(broken(at, value))) expect(message).toMatch(/^[^A-Z].*[^.]$/);
  });
});

describe('the rules of an organisation', () => {
  const atPath = (path: string) => () => [{ path, message: 'ours' }];
  const with_ = (...policy: Rule[]) => ({ policy });

  test('are held beside the ready ones, by their own names and levels', () => {
    expect(problems(aPipeline(), with_(warning('ours', atPath('team'))))).toContainEqual({
      path: 'team',
      message: 'ours',
      level: 'warning',
      rule: 'ours',
    });
  });

  test('take the place of a ready warning of the same name, and stand beside all else', () => {
    const found = obstacles(broken('review/approvals', 0), with_(error('no-review', atPath('review'))));
    expect(found).toEqual([{ path: 'review', message: 'ours', level: 'error', rule: 'no-review' }]);
    const both = obstacles(broken('queue', 'latest'), with_(error('not-yet-queue', atPath('queue'))));
    expect(both.map(({ level }) => level)).toEqual(['notYet', 'error']);
  });

  test('that are warnings do not keep a change from starting; errors do', () => {
    expect(obstacles(aPipeline(), with_(warning('ours', atPath('team'))))).toEqual([]);
    expect(obstacles(aPipeline(), with_(error('ours', atPath('team'))))).toHaveLength(1);
  });

  test('that lack what they need are named, and find nothing', () => {
    const found = atPath('alarms');
    const policy: Rule[] = [
      { name: 'reads-templates', level: 'warning', needs: 'templates', find: found },
      { name: 'reads-others', level: 'warning', needs: 'otherPipelines', find: found },
    ];
    const ours = ({ rule }: { rule: string }) => rule.startsWith('reads-');
    const unknown = review(aPipeline(), { policy });
    expect(unknown.problems.filter(ours)).toEqual([]);
    expect(unknown.notChecked.filter(ours)).toEqual([
      { rule: 'reads-templates', needs: 'templates' },
      { rule: 'reads-others', needs: 'otherPipelines' },
    ]);
    const known = review(aPipeline(), { policy, templates: {}, otherPipelines: [] });
    expect(known.problems.filter(ours).map(({ rule }) => rule)).toEqual(['reads-templates', 'reads-others']);
    expect(known.notChecked).toEqual([]);
  });

  test('that a rung asks for are hints below it', () => {
    const policy = [error('ours', atPath('stages'), { from: 'zones' })];
    const levelAt = (rung: Rung) => problems(aPipeline({ rung }), { policy }).find(({ rule }) => rule === 'ours')?.level;
    expect(rungs.map(levelAt)).toEqual(['hint', 'hint', 'hint', 'hint', 'error', 'error']);
    expect(obstacles(aPipeline(), { policy })).toMatchObject([{ level: 'error' }]);
  });

  test('about time are not asked of a pipeline that says that its times are shortened, and are named', () => {
    const policy = [error('takes-its-time', atPath('stages'), { about: 'time' })];
    const short = review(aPipeline({ timing: 'shortened' }), { policy });
    expect(short.problems.map(({ rule }) => rule)).not.toContain('takes-its-time');
    expect(short.exempt).toEqual(expect.arrayContaining(['short-bake', 'few-requests', 'takes-its-time']));
    const long = review(aPipeline(), { policy });
    expect(long.problems.map(({ rule }) => rule)).toContain('takes-its-time');
    expect(long.exempt).toEqual([]);
  });
});

test('every rule has a name of its own, in lower case with dashes', () => {
  const named = ownRules.map(({ name }) => name);
  expect(new Set(named).size).toBe(named.length);
  for (const name of named) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('a pipeline that only builds needs no stage', () => {
  expect(obstacles(aPipeline({ rung: 'build', stages: [] }))).toEqual([]);
});

describe('any pipeline of which nothing is wrong', () => {
  test('has no errors, whatever it declares', () => {
    fc.assert(
      fc.property(anyPipeline, (pipeline) => {
        expect(problems(pipeline).filter(({ level }) => level === 'error')).toEqual([]);
      }),
    );
  });

  test('keeps no change from starting if it declares nothing that is not done yet', () => {
    fc.assert(fc.property(startablePipeline, (pipeline) => expect(obstacles(pipeline)).toEqual([])));
  });

  test('can be planned', () => {
    fc.assert(fc.property(startablePipeline, (pipeline) => expect(plan(pipeline)).toHaveLength(pipeline.stages.length)));
  });
});
