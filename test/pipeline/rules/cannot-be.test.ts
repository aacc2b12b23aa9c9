import { problems } from '../../../pipeline/rules/problems';
import { aPipeline, broken } from '../builders/a-pipeline';

const nines = '9'.repeat(400);
const bake = (length: string) => ({ for: length, minimumRequests: 0, deadline: length });

/** Where it is broken, with what; where the problem is found, its rule, and what it says among other things. */
const errors: [title: string, at: string, value: unknown, path: string, rule: string, says: string][] = [
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
    'is no number of requests',
  ],
  [
    'a pace longer than a bake',
    'lookEvery',
    '31m',
    'lookEvery',
    'looks-longer-than-bake',
    '31m is longer than the shortest bake, of 30m',
  ],
  ['a period that CloudWatch has not', 'traffic/period', '90s', 'traffic/period', 'bad-period', '90s is no period of CloudWatch'],
  [
    'a period of a stage',
    'stages/2/traffic',
    { ...aPipeline().traffic, period: '7s' },
    'stages/first/traffic/period',
    'bad-period',
    '7s is no period',
  ],
  ['an alarm without a name', 'alarms/zone/0', ' ', 'alarms/zone', 'bad-alarm-name', 'an empty name'],
  [
    'a placeholder in capitals',
    'alarms/zone/0',
    'e-{Zone}',
    'alarms/zone',
    'bad-alarm-name',
    '"e-{Zone}": {Zone} stands for nothing',
  ],
  [
    'a placeholder that there is not',
    'alarms/region/0',
    { name: '{account}', firesWithin: '5m' },
    'alarms/region',
    'bad-alarm-name',
    '{account} stands for nothing',
  ],
  ['a placeholder of a shell', 'alarms/region/0', `$${'{environment}'}-e`, 'alarms/region', 'bad-alarm-name', 'the $ would stay'],
  [
    'a zone in an alarm of a Region',
    'alarms/region/0',
    'e-{zone}',
    'alarms/region',
    'bad-alarm-name',
    'put it among those of zone',
  ],
  [
    'a name too long once filled in',
    'alarms/zone/0',
    `${'x'.repeat(250)}{zone}`,
    'alarms/zone',
    'bad-alarm-name',
    'more than the 255 characters',
  ],
  [
    'a Region without a direction',
    'stages/2/regions/0/name',
    'us-est-1',
    'stages/first/regions/us-est-1',
    'bad-region',
    '"us-est-1" is no AWS Region',
  ],
  ['an empty team', 'team', '', 'team', 'empty-text', 'is empty'],
  ['an empty test', 'stages/1/tests', ['npm test', ''], 'stages/gamma/tests', 'empty-text', 'has an empty part'],
  ['a canary without a name', 'stages/2/canaries', [' '], 'stages/first/canaries', 'empty-text', 'has an empty part'],
  ['a dimension without a name', 'traffic/dimensions/zone', '', 'traffic/dimensions/zone', 'empty-text', 'is empty'],
  [
    'a parameter that is supplied',
    'components/table/parameters',
    { Environment: 'prod' },
    'components/table/parameters/Environment',
    'supplied-parameter',
    'leave it out',
  ],
  [
    'a payload that is supplied',
    'components/api/parameters',
    { Payload: 'mine' },
    'components/api/parameters/Payload',
    'supplied-parameter',
    'leave it out',
  ],
  [
    'a template that is a folder',
    'components/api/template',
    'infra/',
    'components/api/template',
    'path-outside',
    '"infra/" names no file',
  ],
  [
    'a template that is all of the output',
    'components/api/template',
    '.',
    'components/api/template',
    'path-outside',
    '"." names no file',
  ],
  [
    'a path with what no path has',
    'components/api/template',
    'api\0.json',
    'components/api/template',
    'path-outside',
    "leaves the build's output",
  ],
];

const warnings: typeof errors = [
  ['a pace of minutes', 'lookEvery', '6m', 'lookEvery', 'rare-looks', '6m is how long an alarm that fires goes unseen'],
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
    'those of us-west-2 begin with usw2-az',
  ],
  [
    'an approval that takes everybody',
    'stages/2/approval',
    { approvers: ['ann'], count: 1, expires: '1h' },
    'stages/first/approval/approvers',
    'every-approver-needed',
    'ann: nobody approves',
  ],
];

const found = (at: string, value: unknown) =>
  problems(broken(at, value)).map(({ path, rule, level, message }) => ({ path, rule, level, message }));

describe('what cannot be, or could never be watched', () => {
  it.each(errors)('%s is an error', (_, at, value, path, rule, says) => {
    expect(found(at, value)).toContainEqual({ path, rule, level: 'error', message: expect.stringContaining(says) });
  });

  it.each(warnings)('%s is a warning', (_, at, value, path, rule, says) => {
    expect(found(at, value)).toContainEqual({ path, rule, level: 'warning', message: expect.stringContaining(says) });
  });
});

describe('what can be', () => {
  it.each([
    ['every period of CloudWatch', 'traffic/period', ['1s', '5s', '10s', '20s', '30s', '60s', '1m', '5m', '1h']],
    [
      'every kind of Region',
      'stages/2/regions/0',
      ['us-gov-west-1', 'cn-northwest-1', 'eusc-de-east-1', 'ap-southeast-2', 'il-central-1', 'us-iso-east-1'].map((name) => ({
        name,
        zones: [{ name: 'cell-1' }, { name: 'cell-2' }],
      })),
    ],
    ['all that was built as a payload', 'components/api/payload', ['.', 'app/', 'app']],
    ['every placeholder', 'alarms/zone/0', ['{environment}-{region}-{zone}']],
    ['zones that are cells', 'stages/2/regions/0/zones/0/name', ['cell-1', 'usw2-cell1']],
  ])('%s is told of by none of these rules', (_, at, values) => {
    const rules = new Set([...errors, ...warnings].map(([, , , , rule]) => rule));
    for (const value of values) expect(found(at, value).filter(({ rule }) => rules.has(rule))).toEqual([]);
  });

  it.each([
    ['us-east-1', 'use1-az1'],
    ['ap-southeast-2', 'apse2-az3'],
    ['ap-northeast-1', 'apne1-az4'],
    ['eu-central-1', 'euc1-az1'],
    ['ca-west-1', 'caw1-az2'],
    ['af-south-1', 'afs1-az1'],
  ])('a zone of %s begins as %s does', (region, zone) => {
    const pipeline = broken('stages/2/regions/0', { name: region, zones: [{ name: zone }] });
    expect(problems(pipeline).filter(({ rule }) => rule === 'zone-of-another-region')).toEqual([]);
  });
});
