/** Alarms as CloudFormation creates them from a template, and the rules about them. */
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

const linesOf = (templates: Record<string, unknown>, rule: string, overrides: Partial<WrittenPipeline> = {}) =>
  applyRules(aPipeline({ ...written, ...overrides }), { templates })
    .problems.filter((problem) => problem.rule === rule)
    .map(describeProblem);

function alarmsAt(templates: Record<string, unknown>, at = 1) {
  const pipeline = aPipeline(written);
  const stage = pipeline.stages[at];
  const there = stage?.regions[0];
  const zone = there?.zones[0];
  if (stage === undefined || there === undefined || zone === undefined)
    throw new Error(`the pipeline has no stage ${at} with a zone`);
  return templateAlarms(templates, { pipeline, stage, region: there, zone });
}

describe('the alarms of a template', () => {
  test('have the names that they get at a location, for the fleet and the one-box', () => {
    expect(alarmsAt(template({})).map((alarm) => [alarm.path, alarm.name])).toEqual([
      ['components/api/template/Errors', 'shop-prod-usw2-az1-fleet'],
      ['components/api/oneBox/Errors', 'shop-prod-usw2-az1-one-box'],
    ]);
  });

  test.each([
    ['a parameter', { Ref: 'Size' }, { Parameters: { Size: { Default: 7 } } }],
    ['a map', { 'Fn::FindInMap': ['By', { Ref: 'AWS::Region' }, 'size'] }, { Mappings: { By: { 'us-west-2': { size: 7 } } } }],
    ['a condition', { 'Fn::If': ['IsGamma', 9, 7] }, isGamma],
    [
      'a negated condition',
      { 'Fn::If': ['Not', 7, 9] },
      { Conditions: { ...isGamma.Conditions, Not: { 'Fn::Not': [{ Condition: 'IsGamma' }] } } },
    ],
    [
      'a conjunction',
      { 'Fn::If': ['All', 9, 7] },
      { Conditions: { ...isGamma.Conditions, All: { 'Fn::And': [{ Condition: 'IsGamma' }, { Condition: 'Unknown' }] } } },
    ],
    [
      'a disjunction',
      { 'Fn::If': ['Any', 7, 9] },
      { Conditions: { Any: { 'Fn::Or': [{ 'Fn::Equals': [1, '1'] }, { Condition: 'Unknown' }] } } },
    ],
    ['a join', { 'Fn::Join': ['', ['7']] }, {}],
  ])('can get their threshold from %s', (_, Threshold, more) => {
    expect(alarmsAt(template({ Threshold }, more))[0]?.rule.threshold).toBe('7');
  });

  test.each([
    ['us-west-2', 'aws.amazonaws.com'],
    ['cn-north-1', 'aws-cn.amazonaws.com.cn'],
    ['us-gov-west-1', 'aws-us-gov.amazonaws.com'],
    ['us-iso-east-1', undefined],
  ])('know the partition of %s by the name of the Region: %s', (name, expected) => {
    const AlarmName = { 'Fn::Sub': ['AWS::Partition', 'AWS::URLSuffix'].map(parameter).join('.') };
    const stack = { stack: 'shop', environment: 'prod', account, region: name, component: 'api' } as const;
    const made = namedAlarms({ template: template({ AlarmName })['api.json'], target: stack, parameters: {} });
    expect(made).toEqual([{ id: 'Errors', name: expected }]);
  });

  test('keep what only AWS knows, cyclic conditions and unknown functions as they are written', () => {
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

  test('fire within all their periods, with the longest period of several metrics', () => {
    const [rule] = alarmsAt(template({ Period: '300', EvaluationPeriods: 5 }));
    expect(rule && firesWithinMs(rule.rule)).toBe(1_500_000);
    const Metrics = [{ Expression: 'a/b' }, { MetricStat: { Period: 60 } }, { MetricStat: { Period: 120 } }];
    const [ofSeveral] = alarmsAt(template({ Period: undefined, Metrics }));
    expect(ofSeveral && firesWithinMs(ofSeveral.rule)).toBe(360_000);
  });

  test.each([{}, { Resources: 'none' }, { Resources: { Errors: null } }, null, 'text', []])('do not exist in %j', (odd) => {
    expect(alarmsAt({ 'api.json': odd })).toEqual([]);
  });
});

describe('the alarms of gamma', () => {
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
  ])('are reported if their %s differs from production', (property, value, difference) => {
    expect(linesOf(template({ [property]: value }, isGamma), rule)).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Errors: its ${difference} in production: make them the same`),
    );
  });

  test('are reported if gamma does not have them', () => {
    const only = { Conditions: { Live: { 'Fn::Not': [isGamma.Conditions.IsGamma] } } };
    expect(linesOf(template({}, only, { Condition: 'Live' }), rule)).toContain(
      'components/api/template/Errors: production has this alarm, but stages/gamma does not: define it in both',
    );
  });

  const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
  const environment = { Ref: 'Environment' };

  test.each<[string, object]>([
    ['the namespace of an environment', { Namespace: sub('Checkout/<Environment>') }],
    ['the namespace of an environment, inside a word', { Namespace: sub('Checkout<Environment>s') }],
    ['the metric of an account', { MetricName: { 'Fn::Join': ['-', ['Errors', { Ref: 'AWS::AccountId' }]] } }],
    ['the metric of a stack', { MetricName: sub('<AWS::StackName>-errors') }],
    ['an expression by Region and zone', { Metrics: [{ Expression: sub("SEARCH('<AWS::Region> <Zone>', 'Sum')") }] }],
    [
      'the metric of a metric of an environment',
      { Metrics: [{ MetricStat: { Metric: { Namespace: sub('Checkout/<Environment>') } } }] },
    ],
    ['a map with the same value for both', { MetricName: { 'Fn::FindInMap': ['By', environment, 'same'] } }],
  ])('may differ in what belongs to the target: %s', (_, properties) => {
    const elsewhere = [
      gamma({ account: '111111111111', regions: [euWest1] }),
      wave('first', { account, regions: [usWest2] }),
      wave('second', { account, regions: [euWest1] }),
    ];
    expect(linesOf(template(properties, byEnvironment), rule, { stages: elsewhere })).toEqual([]);
  });

  const byEnvironment = {
    Mappings: { By: { gamma: { same: 'Errors', other: 'Faults' }, prod: { same: 'Errors', other: 'Errors' } } },
  };

  test.each<[string, object, string]>([
    [
      'in more than the environment',
      { Namespace: sub('<Environment>'), MetricName: { 'Fn::FindInMap': ['By', environment, 'other'] } },
      '{environment} Faults in stages/gamma and {environment} Errors',
    ],
    [
      'because of a map',
      { MetricName: { 'Fn::FindInMap': ['Turned', 'other', environment] } },
      'Checkout Faults in stages/gamma and Checkout Errors',
    ],
  ])('are reported if the metric differs %s', (_, properties, difference) => {
    const Mappings = { ...byEnvironment.Mappings, Turned: { other: { gamma: 'Faults', prod: 'Errors' } } };
    expect(linesOf(template(properties, { Mappings }), rule)).toContain(
      `components/api/template/Errors: its metric is ${difference} in production: make them the same`,
    );
  });

  test('may differ in their names and dimensions', () => {
    const Dimensions = [{ Name: 'Environment', Value: { Ref: 'Environment' } }];
    expect(linesOf(template({ Dimensions }), rule)).toEqual([]);
  });
});

describe('the alarms of later waves', () => {
  const inEurope = { Conditions: { InEurope: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } };
  const europe = (there: number, elsewhere: number) => ({ 'Fn::If': ['InEurope', there, elsewhere] });

  test.each([
    ['GreaterThanThreshold', europe(5, 1), true],
    ['GreaterThanThreshold', europe(1, 5), false],
    ['LessThanThreshold', europe(1, 5), true],
    ['LessThanThreshold', europe(5, 1), false],
  ])('with %s and %j are reported as looser: %s', (ComparisonOperator, Threshold, isLooser) => {
    const lines = linesOf(template({ ComparisonOperator, Threshold }, inEurope), 'threshold-loosened');
    expect(lines.length > 0).toBe(isLooser);
    if (isLooser) expect(lines[0]).toMatch(/its threshold is \d in stages\/second\/regions\/eu-west-1 and \d in the first wave/);
  });
});

describe('alarms that a pipeline names', () => {
  test('are reported if no template defines them', () => {
    expect(linesOf(template({ AlarmName: 'another' }), 'alarm-in-no-template')).toEqual([
      `alarms/zone: ${missing('shop-{environment}-{zone}-fleet', 'gamma/regions/us-west-2/zones/usw2-az1')}`,
      `alarms/oneBox: ${missing('shop-{environment}-{zone}-one-box', 'gamma/regions/us-west-2/zones/usw2-az1')}`,
    ]);
    expect(linesOf(template({}), 'alarm-in-no-template')).toEqual([]);
  });

  const missing = (name: string, where: string) =>
    `no template of the release defines "${name}" for stages/${where}, so it could never be read there: correct its name, or define it`;

  test.each<[string, unknown, string]>([
    ['only before production', { 'Fn::Equals': [{ Ref: 'Environment' }, 'gamma'] }, 'first/regions/us-west-2/zones/usw2-az1'],
    ['only in one Region', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] }, 'second/regions/eu-west-1/zones/euw1-az1'],
    ['only in one zone', { 'Fn::Equals': [{ Ref: 'Zone' }, 'usw2-az1'] }, 'gamma/regions/us-west-2/zones/usw2-az2'],
    [
      'not in the last zone',
      { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Zone' }, 'euw1-az2'] }] },
      'second/regions/eu-west-1/zones/euw1-az2',
    ],
  ])('are reported once if a template defines them %s, with the first location without', (_, Here, where) => {
    expect(linesOf(template({}, { Conditions: { Here } }, { Condition: 'Here' }), 'alarm-in-no-template')).toEqual([
      `alarms/zone: ${missing('shop-{environment}-{zone}-fleet', where)}`,
      `alarms/oneBox: ${missing('shop-{environment}-{zone}-one-box', where)}`,
    ]);
  });

  test('of one-boxes are needed only in zones that have one', () => {
    const zones = ['usw2-az1', { name: 'usw2-az2', oneBox: false as const }];
    const stages = [
      gamma({ account, regions: [usWest2], oneBox: false }),
      wave('first', { account, regions: [region('us-west-2', zones)] }),
    ];
    expect(linesOf(template({}), 'alarm-in-no-template', { stages })).toEqual([]);
    const { oneBox: _, ...fleetOnly } = components.api;
    expect(linesOf(template({}), 'alarm-in-no-template', { components: { api: fleetOnly } })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an attribute', { 'Fn::GetAtt': ['Name', 'Value'] }],
    ['a reference that AWS looks up', '{{resolve:ssm:/shop/alarm}}'],
    ['a parameter that AWS looks up', { Ref: 'Name' }],
  ])('are not reported as missing if only AWS knows the name of an alarm: it is %s', (_, AlarmName) => {
    const more = { Parameters: { Name: { Type: 'String', Default: '{{resolve:ssm:/shop/alarm}}' } } };
    expect(linesOf(template({ AlarmName }, more), 'alarm-in-no-template')).toEqual([]);
  });

  test('are reported as unknown if only AWS knows a name that may be theirs, once per alarm of a template', () => {
    const AlarmName = { 'Fn::ImportValue': 'shop-errors' };
    expect(linesOf(template({ AlarmName }), 'alarm-name-unreadable')).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Errors: ${unreadable('shop-gamma-usw2-az1-fleet')}`),
    );
  });

  test('may be defined beside others that no pipeline names', () => {
    const made = template({})['api.json'];
    const other = templateAlarm('', { AlarmName: { 'Fn::ImportValue': 'other' } });
    const beside = { 'api.json': { ...made, Resources: { ...made.Resources, Other: other } } };
    expect(linesOf(beside, 'alarm-name-unreadable')).toEqual([]);
    const asked = { ...alarms, region: ['shop-{environment}-all'] };
    expect(linesOf(beside, 'alarm-name-unreadable', { alarms: asked })).toEqual(
      ['template', 'oneBox'].map((key) => `components/api/${key}/Other: ${unreadable('shop-gamma-all')}`),
    );
  });

  const unreadable = (name: string) =>
    `only AWS knows its name, so the gate of gamma might wait for "${name}" in vain: write it so that it is known before the deployment, as with Fn::Sub over Environment and Zone`;

  test.each<[string, unknown]>([
    ['no name', undefined],
    ['no name because of a condition', { 'Fn::If': ['IsGamma', { Ref: 'AWS::NoValue' }, { Ref: 'AWS::NoValue' }] }],
  ])('are reported as missing if the only alarm has %s: CloudFormation invents one that no pipeline names', (_, AlarmName) => {
    expect(linesOf(template({ AlarmName }, isGamma), 'alarm-in-no-template')).toHaveLength(2);
  });

  test('must fire within the bakes, with the time of the slowest', () => {
    expect(linesOf(template({ Period: 900, EvaluationPeriods: 6 }), 'bake-shorter-than-alarm-in-template')[0]).toBe(
      'stages/gamma/bakes/oneBox/for: 30m ends before shop-{environment}-{zone}-one-box can fire, which takes up to 90m: let it bake that long',
    );
  });

  test('may be composite alarms, named by anything that is known of a target', () => {
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
    expect(linesOf(made, 'alarm-in-no-template', { alarms: names })).toEqual([]);
    expect(linesOf(made, 'gamma-alarms-differ-in-template')).toEqual([]);
  });

  test('are not checked without templates, which is reported', () => {
    const { notChecked } = applyRules(aPipeline(written));
    expect(notChecked).toContainEqual({ rule: 'alarm-in-no-template', needs: 'templates' });
    expect(notChecked).toContainEqual({ rule: 'suites-differ', needs: 'otherPipelines' });
  });
});
