import { mayHide } from '../../../../activities/aws/resolved/hidden';

test.each([
  '{"Transform":"AWS::Serverless-2016-10-31"}',
  'Transform: AWS::Serverless-2016-10-31',
  "'Transform': AWS::Serverless-2016-10-31",
  "Resources: {Api: {'Fn::Transform': {Name: AWS::Include}}}",
  'Resources: {Api: !Transform {Name: AWS::Include}}',
  'Resources: {Data: {Type: AWS::CloudFormation::Stack}}',
])('ssm-latest: %s may resolve something elsewhere that it does not show', (text) => {
  expect(mayHide(text)).toBe(true);
});

test('ssm-latest: a template of plain resources hides nothing', () => {
  expect(mayHide('Resources: {Topic: {Type: AWS::SNS::Topic}}')).toBe(false);
});
