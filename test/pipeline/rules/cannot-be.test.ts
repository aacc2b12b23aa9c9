import { problems } from '../../../pipeline/rules/problems';
import { aPipeline, broken } from '../builders/a-pipeline';

const nines = '9'.repeat(400);
const bake = (length: string) => ({ for: length, minimumRequests: 0, deadline: length });

/** A path and a value that break the pipeline; the path of the problem, its rule, and a part of its message. */
const errors: [title: string, at: string, value: unknown, path: string, rule: string, message: string][] = [
  [
    'a bake beyond all numbers',
    'stages/2/bakes/zone',
    bake(`${nines}h`),
    'stages/first/bakes/zone/for',
    'bad-number',
    '9… is more than a year',
  ],
  [
    'a bake of a thousand years',
    'stages/2/bakes/zone',
    bake('8784000h'),
    'stages/first/bakes/zone/for',
    'bad-number',
    'more than a year',
  ],
  [
    'requests beyond all numbers',
    'stages/2/bakes/zone/minimumRequests',
    1e300,
    'stages/first/bakes/zone/minimumRequests',
    'bad-number',
    'is not a number of requests',
  ],
  [
    'a time between looks that is longer than a bake',
    'lookEvery',
    '31m',
    'lookEvery',
    'looks-longer-than-bake',
    '31m is longer than the shortest bake, 30m',
  ],
  ['a period that CloudWatch does not have', 'traffic/period', '90s', 'traffic/period', 'bad-period', '90s is not a CloudWatch'],
  [
    'a period of a stage',
    'stages/2/traffic',
    { ...aPipeline().traffic, period: '7s' },
    'stages/first/traffic/period',
    'bad-period',
    '7s is not a CloudWatch period',
  ],
  ['an alarm without a name', 'alarms/zone/0', ' ', 'alarms/zone', 'bad-alarm-name', 'has an empty name'],
  [
    'a placeholder in capitals',
    'alarms/zone/0',
    'e-{Zone}',
    'alarms/zone',
    'bad-alarm-name',
    '"e-{Zone}" contains {Zone}, which is not a placeholder',
  ],
  [
    'an unknown placeholder',
    'alarms/region/0',
    { name: '{account}', firesWithin: '5m' },
    'alarms/region',
    'bad-alarm-name',
    'contains {account}, which is not a placeholder',
  ],
  ['a placeholder of a shell', 'alarms/region/0', `$${'{environment}'}-e`, 'alarms/region', 'bad-alarm-name', 'contains a $'],
  [
    'a zone in an alarm of a Region',
    'alarms/region/0',
    'e-{zone}',
    'alarms/region',
    'bad-alarm-name',
    'move it to the alarms of zone',
  ],
  [
    'a name that is too long once it is filled in',
    'alarms/zone/0',
    `${'x'.repeat(250)}{zone}`,
    'alarms/zone',
    'bad-alarm-name',
    'is longer than the 255 characters',
  ],
  [
    'a Region without a direction',
    'stages/2/regions/0/name',
    'us-est-1',
    'stages/first/regions/us-est-1',
    'bad-region',
    '"us-est-1" is not an AWS Region',
  ],
  ['an empty team', 'team', '', 'team', 'empty-text', 'is empty'],
  ['an empty test', 'stages/1/tests', ['npm test', ''], 'stages/gamma/tests', 'empty-text', 'has an empty item'],
  ['a canary without a name', 'stages/2/canaries', [' '], 'stages/first/canaries', 'empty-text', 'has an empty item'],
  ['a dimension without a name', 'traffic/dimensions/zone', '', 'traffic/dimensions/zone', 'empty-text', 'is empty'],
  [
    'a parameter that Slipway sets',
    'components/table/parameters',
    { Environment: 'prod' },
    'components/table/parameters/Environment',
    'supplied-parameter',
    'remove it',
  ],
  [
    'a payload that Slipway sets',
    'components/api/parameters',
    { Payload: 'mine' },
    'components/api/parameters/Payload',
    'supplied-parameter',
    'remove it',
  ],
  [
    'a template that is a folder',
    'components/api/template',
    'infra/',
    'components/api/template',
    'path-outside',
    '"infra/" is not a file',
  ],
  [
    'a template that is the whole output',
    'components/api/template',
    '.',
    'components/api/template',
    'path-outside',
    '"." is not a file',
  ],
  [
    'a path with a control character',
    'components/api/template',
    'api\0.json',
    'components/api/template',
    'path-outside',
    "is not a file in the build's output",
  ],
];

const warnings: typeof errors = [
  ['rare looks', 'lookEvery', '6m', 'lookEvery', 'rare-looks', '6m is how long a firing alarm can go unnoticed'],
  [
    'one alarm for all zones',
    'alarms/zone/0',
    'errors',
    'alarms/zone',
    'alarm-of-no-one-zone',
    '"errors" is one alarm for all zones',
  ],
  [
    'a zone of another Region',
    'stages/2/regions/0/zones/0/name',
    'use1-az1',
    'stages/first/regions/us-west-2/zones/use1-az1',
    'zone-of-another-region',
    'zones of us-west-2 begin with usw2-az',
  ],
  [
    'an approval that needs every approver',
    'stages/2/approval',
    { approvers: ['ann'], count: 1, expires: '1h' },
    'stages/first/approval/approvers',
    'every-approver-needed',
    'all of ann must approve',
  ],
];

const found = (at: string, value: unknown) =>
  problems(broken(at, value)).map(({ path, rule, level, message }) => ({ path, rule, level, message }));

describe('a value that is impossible, or could never be watched', () => {
  test.each(errors)('%s is an error', (_, at, value, path, rule, message) => {
    expect(found(at, value)).toContainEqual({ path, rule, level: 'error', message: expect.stringContaining(message) });
  });

  test.each(warnings)('%s is a warning', (_, at, value, path, rule, message) => {
    expect(found(at, value)).toContainEqual({ path, rule, level: 'warning', message: expect.stringContaining(message) });
  });
});

describe('a value that is possible', () => {
  test.each([
    ['every period of CloudWatch', 'traffic/period', ['1s', '5s', '10s', '20s', '30s', '60s', '1m', '5m', '1h']],
    [
      'every kind of Region',
      'stages/2/regions/0',
      ['us-gov-west-1', 'cn-northwest-1', 'eusc-de-east-1', 'ap-southeast-2', 'il-central-1', 'us-iso-east-1'].map((name) => ({
        name,
        zones: [{ name: 'cell-1' }, { name: 'cell-2' }],
      })),
    ],
    ['the whole output as a payload', 'components/api/payload', ['.', 'app/', 'app']],
    ['every placeholder', 'alarms/zone/0', ['{environment}-{region}-{zone}']],
    ['zones that are cells', 'stages/2/regions/0/zones/0/name', ['cell-1', 'usw2-cell1']],
  ])('%s breaks none of these rules', (_, at, values) => {
    const rules = new Set([...errors, ...warnings].map(([, , , , rule]) => rule));
    for (const value of values) expect(found(at, value).filter(({ rule }) => rules.has(rule))).toEqual([]);
  });

  test.each([
    ['us-east-1', 'use1-az1'],
    ['ap-southeast-2', 'apse2-az3'],
    ['ap-northeast-1', 'apne1-az4'],
    ['eu-central-1', 'euc1-az1'],
    ['ca-west-1', 'caw1-az2'],
    ['af-south-1', 'afs1-az1'],
  ])('a zone of %s may be called %s', (region, zone) => {
    const pipeline = broken('stages/2/regions/0', { name: region, zones: [{ name: zone }] });
    expect(problems(pipeline).filter(({ rule }) => rule === 'zone-of-another-region')).toEqual([]);
  });
});
