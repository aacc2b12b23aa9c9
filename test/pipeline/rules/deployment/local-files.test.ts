import { applyRules } from '../../../../pipeline/rules/problems';
import { aPipeline } from '../../builders/a-pipeline';

const components = { api: { per: 'zone', template: 'api.yaml', oneBox: 'api.yaml' } } as const;
const found = (Type: string, Properties: object, more: object = {}) =>
  applyRules(aPipeline({ components }), { templates: { 'api.yaml': { Resources: { One: { Type, Properties } }, ...more } } })
    .problems.filter(({ rule }) => rule === 'local-file')
    .map(({ path, message }) => `${path}: ${message}`);

describe('a file that a template names', () => {
  test.each<[string, object]>([
    ['AWS::Serverless::Function', { CodeUri: './src' }],
    ['AWS::Serverless::Function', { CodeUri: 'hello_world/' }],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'child.yaml' }],
    ['AWS::Serverless::StateMachine', { DefinitionUri: 'order.asl.json' }],
    ['AWS::Lambda::Function', { Code: '../dist' }],
  ])('is found once, and said before the deployment refuses it: %s %j', (type, properties) => {
    const [name, file] = Object.entries(properties)[0] ?? [];
    expect(found(type, properties)).toEqual([
      `components/api/template/One: its ${name} "${file}" is a file of the repository, which nobody uploads: let the build upload it and write its address in S3, or write its content into the template`,
    ]);
  });

  test.each<[string, object]>([
    ['AWS::Serverless::Function', { CodeUri: 's3://bucket/key' }],
    ['AWS::Serverless::Function', { CodeUri: { Bucket: 'b', Key: 'k' } }],
    ['AWS::Serverless::Function', { CodeUri: { 'Fn::Sub': 's3://$' + '{Bucket}/key' } }],
    ['AWS::Serverless::Function', { InlineCode: 'exports.handler = 1' }],
    ['AWS::Lambda::Function', { Code: { ZipFile: './src' } }],
    ['AWS::CloudFormation::Stack', { TemplateURL: 'https://b.s3.amazonaws.com/child.yaml' }],
    ['AWS::CloudFormation::Stack', { TemplateURL: { Ref: 'Child' } }],
    ['AWS::Serverless::Application', { Location: { ApplicationId: 'a', SemanticVersion: '1.0.0' } }],
  ])('is none: %s %j', (type, properties) => {
    expect(found(type, properties)).toEqual([]);
  });

  test('may be what a macro reads', () => {
    const [type, properties] = ['AWS::Serverless::Function', { CodeUri: './src' }];
    expect(found(type, properties, { Transform: ['Uploads', 'AWS::Serverless-2016-10-31'] })).toEqual([]);
    expect(found(type, properties, { Transform: 'AWS::Serverless-2016-10-31' })).toHaveLength(1);
  });
});
