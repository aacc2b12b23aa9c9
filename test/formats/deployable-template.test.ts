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
