import { gamma, region, wave } from '../../../../pipeline';
import { applyRules, describeProblem } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';
import { templateAlarm } from '../../builders/flawless-pipeline';

const west = region('us-west-2', ['usw2-az1', 'usw2-az2']);
const europe = region('eu-west-1', ['euw1-az1', 'euw1-az2']);
const account = '222222222222';
const pipeline = aPipeline({
  components: { shop: { per: 'region', template: 'shop.json' } },
  alarms: { region: ['shop-{environment}-hurt'] },
  stages: [
    gamma({ account: '111111111111', regions: [west] }),
    wave('first', { account, regions: [west] }),
    wave('second', { account, regions: [europe] }),
  ],
});

const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });
const isProd = { 'Fn::Equals': [{ Ref: 'Environment' }, 'prod'] };
const isWest = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-west-2'] };

/** A template with a quick alarm, a slow one and a composite alarm over them. */
const aTemplate = (AlarmRule: unknown, more: object = {}) => ({
  Parameters: { Environment: { Type: 'String' } },
  Conditions: { IsProd: isProd, IsWest: isWest },
  Resources: {
    Quick: templateAlarm(sub('shop-<Environment>-quick')),
    Slow: templateAlarm({ Ref: 'AWS::NoValue' }, { Period: 86_400, EvaluationPeriods: 1, DatapointsToAlarm: 1 }),
    Hurt: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmName: sub('shop-<Environment>-hurt'), AlarmRule } },
    ...more,
  },
});

const linesOf = (rule: string, template: object) =>
  applyRules(pipeline, { templates: { 'shop.json': template } })
    .problems.filter((problem) => problem.rule === rule)
    .map(describeProblem);

const overSlow = sub('ALARM(<Slow>)');
const both = sub('ALARM(<Quick>) AND NOT ALARM("<Slow>")');

describe('a composite alarm', () => {
  test('composite: that gamma switches off is reported', () => {
    expect(linesOf('gamma-alarms-differ-in-template', aTemplate({ 'Fn::If': ['IsProd', overSlow, 'FALSE'] }))).toEqual([
      'components/shop/template/Hurt: its rule is FALSE in stages/gamma and ALARM(Slow) in production: make them the same',
    ]);
  });

  test('composite: is as slow as its slowest child, at every bake that is shorter', () => {
    const lines = linesOf('bake-shorter-than-alarm-in-template', aTemplate({ 'Fn::If': ['IsProd', overSlow, 'FALSE'] }));
    expect(lines).toContain(
      'stages/first/bakes/region/for: 12h ends before shop-{environment}-hurt can fire, which takes up to 24h: let it bake that long',
    );
    expect(lines.filter((line) => line.startsWith('stages/gamma'))).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['by its attribute', { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Slow', 'Arn'] }, '")']] }],
    ['by its attribute in a text', sub('ALARM(<Slow.Arn>)')],
    [
      'beside one that only AWS knows',
      { 'Fn::Join': ['', ['ALARM(', { Ref: 'Slow' }, ') OR ALARM(', { 'Fn::ImportValue': 'x' }, ')']] },
    ],
    ['among several', both],
  ])('may refer to the slow alarm %s', (_, rule) => {
    expect(linesOf('bake-shorter-than-alarm-in-template', aTemplate(rule))).toContainEqual(expect.stringContaining('up to 24h'));
  });

  test('may refer to the slow alarm by its name, and through another composite alarm', () => {
    const Named = templateAlarm(sub('<Environment>-slow'), { Period: 86_400, EvaluationPeriods: 1 });
    const Between = { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: sub('ALARM(<Environment>-slow)') } };
    expect(linesOf('bake-shorter-than-alarm-in-template', aTemplate(sub('OK(<Between>)'), { Named, Between }))).toContainEqual(
      expect.stringContaining('up to 24h'),
    );
  });

  test('over quick alarms is quick, and the names of an environment are no difference', () => {
    const template = aTemplate(sub('ALARM(shop-<Environment>-quick)'));
    expect(linesOf('bake-shorter-than-alarm-in-template', template)).toEqual([]);
    expect(linesOf('gamma-alarms-differ-in-template', template)).toEqual([]);
    expect(linesOf('threshold-loosened', template)).toEqual([]);
  });

  test('that a later wave defines otherwise is reported', () => {
    expect(linesOf('threshold-loosened', aTemplate({ 'Fn::If': ['IsWest', sub('ALARM(<Quick>)'), both] }))).toEqual([
      'components/shop/template/Hurt: its rule is ALARM(Quick) AND NOT ALARM(Slow) in stages/second/regions/eu-west-1 and ALARM(Quick) in the first wave: make them the same',
    ]);
  });

  test('may be written in another way, with a suppressor, or as anything', () => {
    const spaced = { 'Fn::If': ['IsProd', 'ALARM( "a" )  OR ALARM(b)', "ALARM('a') OR ALARM(b)"] };
    expect(linesOf('gamma-alarms-differ-in-template', aTemplate(spaced))).toEqual([]);
    const Ring = {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmRule: sub('ALARM(<Ring>)'), ActionsSuppressor: {} },
    };
    for (const rule of [undefined, null, 7, [], {}, 'ALARM((', sub('ALARM(<Ring>)')])
      expect(linesOf('gamma-alarms-differ-in-template', aTemplate(rule, { Ring }))).toEqual([]);
  });
});

describe('an alarm that CloudWatch refuses, with its stack,', () => {
  const withSlow = (more: object) => aTemplate(overSlow, { Slow: templateAlarm('slow', more) });

  test.each([
    [{ Period: 60, EvaluationPeriods: 1440 }, undefined],
    [{ Period: 60, EvaluationPeriods: 1441 }, 'Period 60 × EvaluationPeriods 1441 is more than the 86400 seconds'],
    [{ Period: 3600, EvaluationPeriods: 168 }, undefined],
    [{ Period: 86_400, EvaluationPeriods: 8 }, 'Period 86400 × EvaluationPeriods 8 is more than the 604800 seconds'],
    [{ Period: 10, EvaluationPeriods: 3 }, undefined],
    [{ Period: { Ref: 'Nobody' }, EvaluationPeriods: 9_999 }, undefined],
  ])('looks too far back: %j', (more, part) => {
    expect(linesOf('alarm-looks-too-far-back', withSlow(more))).toEqual(
      part === undefined ? [] : [expect.stringMatching(`^components/shop/template/Slow: its ${part}`)],
    );
  });
});
