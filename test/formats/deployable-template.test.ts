import { deployableTemplate } from '../../formats/deployable-template';

const becauseOf = (text: string): string | undefined => {
  const read = deployableTemplate(text);
  return read.kind === 'refused' ? read.because : undefined;
};

describe('a resource without a type', () => {
  test('foreach: may be an include, a loop, or whatever a transform makes of it', () => {
    const include = '{Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://snippets/role}}}';
    expect(becauseOf(`Resources: {Role: ${include}}`)).toBeUndefined();
    expect(becauseOf(`Resources: ${include}`)).toBeUndefined();
    expect(becauseOf('Resources: {Fn::ForEach::Topics: []}')).toBeUndefined();
    expect(becauseOf('Transform: MyMacro\nResources: {Role: {}}')).toBeUndefined();
  });

  test('is refused otherwise', () => {
    expect(becauseOf('Resources: {Role: {Properties: {}}}')).toBe('Resources/Role has no Type: add it, or remove the resource');
    expect(becauseOf('Resources: {Role: {Fn::GetAtt: A.B}}')).toBe('Resources/Role has no Type: add it, or remove the resource');
  });
});

describe('a null', () => {
  test('unread-template: is refused with its place, as by CloudFormation', () => {
    expect(becauseOf('Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n    QueueName: shop\n')).toBe(
      'Resources/Queue/Properties is null, which CloudFormation refuses: write its value, indented below it, or remove it',
    );
    expect(becauseOf('{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": null}}}}')).toMatch(
      /^Resources\/A\/Properties\/QueueName is null/,
    );
    expect(becauseOf('Outputs:\nResources: {A: {Type: AWS::SNS::Topic}}')).toMatch(/^Outputs is null/);
  });

  test('is taken where a transform may read it, in metadata, and inside a property', () => {
    expect(
      becauseOf('Resources: {A: {Type: AWS::StepFunctions::StateMachine, Properties: {Definition: {ResultPath: null}}}}'),
    ).toBeUndefined();
    expect(becauseOf('Transform: MyMacro\nResources: {A: {Type: AWS::SNS::Topic, Properties: }}')).toBeUndefined();
    expect(becauseOf('Metadata: {a: }\nResources: {A: {Type: AWS::SNS::Topic}}')).toBeUndefined();
  });
});
