import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readTemplate } from '../../../formats/read-template';
import type { Target } from '../../../pipeline/model/target';
import { namedAlarms } from '../../../pipeline/templates/alarms';
import { scopeAt } from '../../../pipeline/templates/stack-template';

const target: Target = {
  stack: 'shop-prod-api-a',
  account: '222222222222',
  region: 'us-west-2',
  environment: 'prod',
  component: 'api',
  zone: 'a',
  share: 'fleet',
};

function read(text: string): unknown {
  const outcome = readTemplate(text);
  if (outcome.kind === 'unreadable') throw new Error(outcome.because);
  return outcome.template;
}

const alarmsOf = (text: string) => namedAlarms({ template: read(text), target, parameters: {} });

const yaml = `
Transform: AWS::LanguageExtensions
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
  Fn::ForEach::Sizes: [Size, [1, 2], { 'Is\${Size}': !Equals [!Ref Size, 1] }]
Outputs:
  Fn::ForEach::Outputs: [Size, [1, 2], { 'Out\${Size}': { Value: !Ref Size } }]
Resources:
  Fn::ForEach::Alarms: [Kind, [errors], { 'Alarm\${Kind}': { Type: AWS::CloudWatch::Alarm } }]
  Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://a/b } }
  Errors:
    Type: AWS::CloudWatch::Alarm
    Condition: IsProd
    Properties:
      AlarmName: !Sub shop-\${Environment}-errors
      EvaluationPeriods: 012
`;

describe('foreach: a template whose resources CloudFormation makes', () => {
  test.each(['foreach/template.json', 'foreach/include.json', 'macro-table/template.json', 'hidden-alarm/module.json'])(
    'has no alarms that can be read (%s)',
    (name) => {
      expect(alarmsOf(readFileSync(join(__dirname, '../../cases/real', name), 'utf8'))).toEqual([]);
    },
  );

  test('has the alarms that it writes out itself', () => {
    expect(alarmsOf(yaml)).toEqual([{ id: 'Errors', name: 'shop-prod-errors' }]);
    expect(scopeAt({ template: read(yaml), target, parameters: {} }).truths.get('IsProd')).toBe(true);
  });

  test('stops no reader, whatever its sections are', () => {
    const sections = fc.dictionary(
      fc.constantFrom('Parameters', 'Conditions', 'Mappings', 'Resources', 'Outputs'),
      fc.jsonValue(),
    );
    fc.assert(fc.property(sections, (template) => expect(() => namedAlarms({ template, target, parameters: {} })).not.toThrow()));
  });
});
