import { applyRules, builtInRules } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';

const components = { api: { per: 'zone', template: 'api.json', oneBox: 'api.json' } } as const;
const alarms = { zone: ['made-by-the-macro-{zone}'], oneBox: ['box-{zone}'] };
const resultOf = (template: object) => applyRules(aPipeline({ components, alarms }), { templates: { 'api.json': template } });

/** Every rule about templates that looks at resources. */
const ofResources = builtInRules
  .filter(({ needs, reads }) => needs === 'templates' && reads === undefined)
  .map(({ name }) => name);

describe('a template that hides resources', () => {
  test.each<[string, object, string]>([
    ['macro-table', { Transform: 'AWS::Serverless-2016-10-31', Resources: {} }, 'Transform AWS::Serverless-2016-10-31'],
    ['foreach', { Resources: { 'Fn::ForEach::Alarms': ['Kind', ['errors'], {}] } }, 'Fn::ForEach::Alarms'],
    ['foreach', { Resources: { 'Fn::Transform': { Name: 'AWS::Include' } } }, 'Fn::Transform AWS::Include'],
    ['hidden-alarm', { Resources: { Alarms: { Type: 'AWS::CloudFormation::Stack' } } }, 'nested stack Alarms'],
    ['hidden-alarm', { Resources: { Alarms: { Type: 'Acme::Shop::Alarms::MODULE' } } }, 'module Alarms'],
  ])('%s: is named once, with the rules that could not read it all', (_, template, because) => {
    expect(resultOf(template).notSeen).toEqual([{ path: 'components/api/template', because, rules: ofResources }]);
  });

  test.each([
    { Transform: 'Makes' },
    { Resources: { Alarms: { Type: 'AWS::CloudFormation::Stack' } } },
    { Resources: { 'Fn::ForEach::Alarms': [] } },
  ])('hidden-alarm: may make the alarm that none shows: %j', (template) => {
    const rulesOf = (one: object) => resultOf(one).problems.map(({ rule }) => rule);
    expect(rulesOf(template)).not.toContain('alarm-in-no-template');
    expect(rulesOf({ Resources: {} })).toContain('alarm-in-no-template');
  });
});

test('a pattern that only Java can test is named, and everything else is read', () => {
  const template = { Parameters: { Name: { Type: 'String', Default: '1', AllowedPattern: '(?i)[a-z]' } } };
  expect(resultOf(template).notSeen).toEqual([
    {
      path: 'components/api/template/Parameters/Name',
      because: 'its AllowedPattern needs Java',
      rules: ['parameter-not-allowed'],
    },
  ]);
  expect(resultOf({}).notSeen).toEqual([]);
  expect(applyRules(aPipeline()).notSeen).toEqual([]);
});
