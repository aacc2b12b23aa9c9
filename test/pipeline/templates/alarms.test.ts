/** Alarms as CloudFormation makes them of a template, and what the rules say of them. */
import { gamma, region, type WrittenPipeline, wave } from '../../../pipeline';
import { applyRules, describeProblem } from '../../../pipeline/rules/problems';
import { firesWithinMs } from '../../../pipeline/templates/alarm-rule';
import { namedAlarms, templateAlarms } from '../../../pipeline/templates/alarms';
import { aPipeline, euWest1 } from '../builders/a-pipeline';
import { templateAlarm } from '../builders/flawless-pipeline';

const usWest2 = region('us-west-2', ['usw2-az1', 'usw2-az2']);
const account = '222222222222';
const components = {
  api: { per: 'zone', template: 'api.json', oneBox: 'api.json', parameters: { Service: 'shop' } },
} as const;
const stages = [
  gamma({ account, regions: [usWest2] }),
  wave('first', { account, regions: [usWest2] }),
  wave('second', { account, regions: [euWest1] }),
];
const parameter = (name: string) => `$\{${name}}`;
const name = { 'Fn::Sub': ['Service', 'Environment', 'Zone', 'Share'].map(parameter).join('-') };
const alarms = { zone: ['shop-{environment}-{zone}-fleet'], oneBox: ['shop-{environment}-{zone}-one-box'] };

const written = { components, stages, alarms } satisfies Partial<WrittenPipeline>;
const isGamma = { Conditions: { IsGamma: { 'Fn::Equals': [{ Ref: 'Environment' }, 'gamma'] } } };

function template(properties: object, more: object = {}, resource: object = {}) {
  return {
    'api.json': { ...more, Resources: { Errors: { ...templateAlarm('', { AlarmName: name, ...properties }), ...resource } } },
  };
}

const told = (templates: Record<string, unknown>, rule: string, overrides: Partial<WrittenPipeline> = {}) =>
  applyRules(aPipeline({ ...written, ...overrides }), { templates })
    .problems.filter((problem) => problem.rule === rule)
    .map(describeProblem);

function alarmsAt(templates: Record<string, unknown>, at = 1) {
  const pipeline = aPipeline(written);
  const stage = pipeline.stages[at];
  const there = stage?.regions[0];
  const zone = there?.zones[0];
  if (stage === undefined || there === undefined || zone === undefined) throw new Error('the small world has no such stage');
  return templateAlarms(templates, { pipeline, stage, region: there, zone });
}

describe('the alarms of a template', () => {
  test('bear the names that they get in a place, of the fleet and of the one-box', () => {
    expect(alarmsAt(template({})).map((alarm) => [alarm.path, alarm.name])).toEqual([
      ['components/api/template/Errors', 'shop-prod-usw2-az1-fleet'],
      ['components/api/oneBox/Errors', 'shop-prod-usw2-az1-one-box'],
    ]);
  });

  test.each([
    ['by a parameter', { Ref: 'Size' }, { Parameters: { Size: { Default: 7 } } }],
    ['by a map', { 'Fn::FindInMap': ['By', { Ref: 'AWS::Region' }, 'size'] }, { Mappings: { By: { 'us-west-2': { size: 7 } } } }],
    ['by a condition', { 'Fn::If': ['IsGamma', 9, 7] }, isGamma],
    [
      'by its opposite',
      { 'Fn::If': ['Not', 7, 9] },
      { Conditions: { ...isGamma.Conditions, Not: { 'Fn::Not': [{ Condition: 'IsGamma' }] } } },
    ],
    [
      'by all of several',
      { 'Fn::If': ['All', 9, 7] },
      { Conditions: { ...isGamma.Conditions, All: { 'Fn::And': [{ Condition: 'IsGamma' }, { Condition: 'Unknown' }] } } },
    ],
    [
      'by any of several',
      { 'Fn::If': ['Any', 7, 9] },
      { Conditions: { Any: { 'Fn::Or': [{ 'Fn::Equals': [1, '1'] }, { Condition: 'Unknown' }] } } },
    ],
    ['by texts put together', { 'Fn::Join': ['', ['7']] }, {}],
  ])('have their thresholds %s', (_, Threshold, more) => {
    expect(alarmsAt(template({ Threshold }, more))[0]?.rule.threshold).toBe('7');
  });

  test.each([
    ['us-west-2', 'aws.amazonaws.com'],
    ['cn-north-1', 'aws-cn.amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov.amazonaws.com'],
    ['us-iso-east-1', undefined],
  ])('know the partition of %s by its name: %s', (name, expected) => {
    const AlarmName = { 'Fn::Sub': ['AWS::Partition', 'AWS::URLSuffix'].map(parameter).join('.') };
    const stack = { stack: 'shop', environment: 'prod', account, region: name, component: 'api' } as const;
    const made = namedAlarms({ template: template({ AlarmName })['api.json'], target: stack, parameters: {} });
    expect(made).toEqual([{ id: 'Errors', name: expected }]);
  });

  test('leave as it is written what only AWS knows, a ring of conditions and a word that is no function', () => {
    const odd: readonly unknown[] = [
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      { 'Fn::If': ['Ring', 1, 2] },
      { constructor: 'x' },
      { Ref: 'toString' },
    ];
    for (const Threshold of odd) {
      const read = alarmsAt(template({ Threshold }, { Conditions: { Ring: { Condition: 'Ring' } } }))[0]?.rule.threshold;
      expect(read).toBe(JSON.stringify(Threshold));
    }
    expect(alarmsAt(template({ AlarmName: { Ref: 'Nobody' } }))[0]?.name).toBeUndefined();
  });

  test('fire when so many periods are over; the longest period counts where several metrics are reckoned with', () => {
    const [rule] = alarmsAt(template({ Period: '300', EvaluationPeriods: 5 }));
    expect(rule && firesWithinMs(rule.rule)).toBe(1_500_000);
    const Metrics = [{ Expression: 'a/b' }, { MetricStat: { Period: 60 } }, { MetricStat: { Period: 120 } }];
    const [reckoned] = alarmsAt(template({ Period: undefined, Metrics }));
    expect(reckoned && firesWithinMs(reckoned.rule)).toBe(360_000);
  });

  test.each([{}, { Resources: 'none' }, { Resources: { Errors: null } }, null, 'text', []])('are none in %j', (odd) => {
    expect(alarmsAt({ 'api.json': odd })).toEqual([]);
  });
});

describe('alarms of gamma', () => {
  const rule = 'gamma-alarms-differ-in-template';

  test.each<[string, object, string]>([
    [
      'MetricName',
      { 'Fn::If': ['IsGamma', 'Faults', 'Errors'] },
      'metric is Checkout Faults in stages/gamma and Checkout Errors',
    ],
    ['Statistic', { 'Fn::If': ['IsGamma', 'Sum', 'Average'] }, 'statistic is Sum in stages/gamma and Average'],
    ['Period', { 'Fn::If': ['IsGamma', 120, 60] }, 'period is 120 in stages/gamma and 60'],
    ['DatapointsToAlarm', { 'Fn::If': ['IsGamma', 3, 2] }, 'number of datapoints is 3 of 3 in stages/gamma and 2 of 3'],
    [
      'Threshold',
      { 'Fn::If': ['IsGamma', 5, 1] },
      'threshold is GreaterThanThreshold 5 in stages/gamma and GreaterThanThreshold 1',
    ],
    [
      'TreatMissingData',
      { 'Fn::If': ['IsGamma', 'ignore', 'breaching'] },
      'treatment of missing data is ignore in stages/gamma and breaching',
    ],
  ])('are told where their %s is not that of production', (property, value, says) => {
    expect(told(template({ [property]: value }, isGamma), rule)).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Errors: its ${says} in production: make them the same`),
    );
  });

  test('are told where gamma has none', () => {
    const only = { Conditions: { Live: { 'Fn::Not': [isGamma.Conditions.IsGamma] } } };
    expect(told(template({}, only, { Condition: 'Live' }), rule)).toContain(
      'components/api/template/Errors: production has this alarm and stages/gamma has not: make it in both',
    );
  });

  const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
  const environment = { Ref: 'Environment' };

  test.each<[string, object]>([
    ['the namespace of an environment', { Namespace: sub('Checkout/<Environment>') }],
    ['the namespace of an environment, run into another word', { Namespace: sub('Checkout<Environment>s') }],
    ['the metric of an account', { MetricName: { 'Fn::Join': ['-', ['Errors', { Ref: 'AWS::AccountId' }]] } }],
    ['the metric of a stack', { MetricName: sub('<AWS::StackName>-errors') }],
    ['an expression by Region and zone', { Metrics: [{ Expression: sub("SEARCH('<AWS::Region> <Zone>', 'Sum')") }] }],
    [
      'the metric of a metric of an environment',
      { Metrics: [{ MetricStat: { Metric: { Namespace: sub('Checkout/<Environment>') } } }] },
    ],
    ['what a map says of both', { MetricName: { 'Fn::FindInMap': ['By', environment, 'same'] } }],
  ])('are no problem where they differ in what must differ: %s', (_, properties) => {
    const elsewhere = [
      gamma({ account: '111111111111', regions: [euWest1] }),
      wave('first', { account, regions: [usWest2] }),
      wave('second', { account, regions: [euWest1] }),
    ];
    expect(told(template(properties, byEnvironment), rule, { stages: elsewhere })).toEqual([]);
  });

  const byEnvironment = {
    Mappings: { By: { gamma: { same: 'Errors', other: 'Faults' }, prod: { same: 'Errors', other: 'Errors' } } },
  };

  test.each<[string, object, string]>([
    [
      'beside its environment',
      { Namespace: sub('<Environment>'), MetricName: { 'Fn::FindInMap': ['By', environment, 'other'] } },
      '{environment} Faults in stages/gamma and {environment} Errors',
    ],
    [
      'by a map of a map',
      { MetricName: { 'Fn::FindInMap': ['Turned', 'other', environment] } },
      'Checkout Faults in stages/gamma and Checkout Errors',
    ],
  ])('are told where the metric is another %s', (_, properties, says) => {
    const Mappings = { ...byEnvironment.Mappings, Turned: { other: { gamma: 'Faults', prod: 'Errors' } } };
    expect(told(template(properties, { Mappings }), rule)).toContain(
      `components/api/template/Errors: its metric is ${says} in production: make them the same`,
    );
  });

  test('are no problem where they differ in their names and dimensions', () => {
    const Dimensions = [{ Name: 'Environment', Value: { Ref: 'Environment' } }];
    expect(told(template({ Dimensions }), rule)).toEqual([]);
  });
});

describe('alarms of later waves', () => {
  const inEurope = { Conditions: { InEurope: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } };
  const europe = (there: number, elsewhere: number) => ({ 'Fn::If': ['InEurope', there, elsewhere] });

  test.each([
    ['GreaterThanThreshold', europe(5, 1), true],
    ['GreaterThanThreshold', europe(1, 5), false],
    ['LessThanThreshold', europe(1, 5), true],
    ['LessThanThreshold', europe(5, 1), false],
  ])('that fire when the value is %s: %j is looser: %s', (ComparisonOperator, Threshold, isLooser) => {
    const lines = told(template({ ComparisonOperator, Threshold }, inEurope), 'threshold-loosened');
    expect(lines.length > 0).toBe(isLooser);
    if (isLooser) expect(lines[0]).toMatch(/its threshold is \d in stages\/second\/regions\/eu-west-1 and \d in the first wave/);
  });
});

describe('alarms that a pipeline names', () => {
  test('are told where no template makes them', () => {
    expect(told(template({ AlarmName: 'another' }), 'alarm-in-no-template')).toEqual([
      `alarms/zone: "shop-{environment}-{zone}-fleet" ${missingAt('gamma/regions/us-west-2/zones/usw2-az1')}`,
      `alarms/oneBox: "shop-{environment}-{zone}-one-box" ${missingAt('gamma/regions/us-west-2/zones/usw2-az1')}`,
    ]);
    expect(told(template({}), 'alarm-in-no-template')).toEqual([]);
  });

  const missingAt = (where: string) =>
    `is in no template of the release for stages/${where}, so it would never be seen there: correct its name, or make it there`;

  test.each<[string, unknown, string]>([
    ['only before production', { 'Fn::Equals': [{ Ref: 'Environment' }, 'gamma'] }, 'first/regions/us-west-2/zones/usw2-az1'],
    ['only in one Region', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] }, 'second/regions/eu-west-1/zones/euw1-az1'],
    ['only in one zone', { 'Fn::Equals': [{ Ref: 'Zone' }, 'usw2-az1'] }, 'gamma/regions/us-west-2/zones/usw2-az2'],
    [
      'not in the last zone',
      { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Zone' }, 'euw1-az2'] }] },
      'second/regions/eu-west-1/zones/euw1-az2',
    ],
  ])('are told once where a template makes them %s, with the first place without', (_, Here, where) => {
    expect(told(template({}, { Conditions: { Here } }, { Condition: 'Here' }), 'alarm-in-no-template')).toEqual([
      `alarms/zone: "shop-{environment}-{zone}-fleet" ${missingAt(where)}`,
      `alarms/oneBox: "shop-{environment}-{zone}-one-box" ${missingAt(where)}`,
    ]);
  });

  test('of one-boxes are looked for only in zones that have one', () => {
    const zones = ['usw2-az1', { name: 'usw2-az2', oneBox: false as const }];
    const stages = [
      gamma({ account, regions: [usWest2], oneBox: false }),
      wave('first', { account, regions: [region('us-west-2', zones)] }),
    ];
    expect(told(template({}), 'alarm-in-no-template', { stages })).toEqual([]);
    const { oneBox: _, ...fleetOnly } = components.api;
    expect(told(template({}), 'alarm-in-no-template', { components: { api: fleetOnly } })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an attribute', { 'Fn::GetAtt': ['Name', 'Value'] }],
    ['looked up', '{{resolve:ssm:/shop/alarm}}'],
    ['of a parameter that is looked up', { Ref: 'Name' }],
  ])('are not told where a template makes one whose name only AWS knows: it is %s', (_, AlarmName) => {
    const more = { Parameters: { Name: { Type: 'String', Default: '{{resolve:ssm:/shop/alarm}}' } } };
    expect(told(template({ AlarmName }, more), 'alarm-in-no-template')).toEqual([]);
  });

  test('are said to be unknown where only AWS knows a name that may be theirs, once for each that a template makes', () => {
    const AlarmName = { 'Fn::ImportValue': 'shop-errors' };
    expect(told(template({ AlarmName }), 'alarm-name-unreadable')).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Errors: ${unreadable('shop-gamma-usw2-az1-fleet')}`),
    );
  });

  test('may be made beside others whose names nobody asks for', () => {
    const made = template({})['api.json'];
    const other = templateAlarm('', { AlarmName: { 'Fn::ImportValue': 'other' } });
    const beside = { 'api.json': { ...made, Resources: { ...made.Resources, Other: other } } };
    expect(told(beside, 'alarm-name-unreadable')).toEqual([]);
    const asked = { ...alarms, region: ['shop-{environment}-all'] };
    expect(told(beside, 'alarm-name-unreadable', { alarms: asked })).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Other: ${unreadable('shop-gamma-all')}`),
    );
  });

  const unreadable = (name: string) =>
    `its name is known only to AWS, so whether it is "${name}" cannot be told, and the gate of gamma would wait for that: write it so that it can be read, as with Fn::Sub over Environment and Zone`;

  test.each<[string, unknown]>([
    ['no name', undefined],
    ['no name by a condition', { 'Fn::If': ['IsGamma', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }] }],
  ])('are told where the only other alarm has %s: what CloudFormation makes up is never what is asked for', (_, AlarmName) => {
    expect(told(template({ AlarmName }, isGamma), 'alarm-in-no-template')).toHaveLength(2);
  });

  test('outlast no bake: the slowest of them says how long it takes', () => {
    expect(told(template({ Period: 900, EvaluationPeriods: 6 }), 'bake-shorter-than-alarm-in-template')[0]).toBe(
      'stages/gamma/bakes/oneBox/for: 30m is over before shop-{environment}-{zone}-one-box can fire, which takes up to 90m: let it bake as long',
    );
  });

  test('may be composed of others, and named by all that is known of a place', () => {
    const composed = {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmName: { 'Fn::Sub': parameter('AWS::StackName') } },
    };
    const made = { 'api.json': { Resources: { Composed: composed } } };
    expect(alarmsAt(made).map((alarm) => alarm.name)).toEqual([
      'checkout-prod-api-usw2-az1',
      'checkout-prod-api-usw2-az1-one-box',
    ]);
    const names = { zone: ['checkout-{environment}-api-{zone}'], oneBox: ['checkout-{environment}-api-{zone}-one-box'] };
    expect(told(made, 'alarm-in-no-template', { alarms: names })).toEqual([]);
    expect(told(made, 'gamma-alarms-differ-in-template')).toEqual([]);
  });

  test('are not looked for without templates, which is said', () => {
    const { notChecked } = applyRules(aPipeline(written));
    expect(notChecked).toContainEqual({ rule: 'alarm-in-no-template', needs: 'templates' });
    expect(notChecked).toContainEqual({ rule: 'suites-differ', needs: 'otherPipelines' });
  });
});
