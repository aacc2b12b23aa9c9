import { parseTemplate } from '../../../../activities/aws/cloudformation/template';
import { pin } from '../../../../activities/aws/resolved/pin';
import { resolvingIn } from '../../../../activities/aws/resolved/resolving';

/** Fixes everything in a template: parameters to `value`, references to version 7. */
function pinned(written: object, parameters: Record<string, string> = {}) {
  const template = parseTemplate(JSON.stringify({ Resources: {}, ...written }));
  const { values, references } = resolvingIn({ template, parameters });
  const content = pin({ template: '', parameters, tags: {} }, template, {
    values: values.map((one) => ({ ...one, value: 'value' })),
    references: references.map((one) => ({ ...one, version: '7' })),
  });
  return { template: JSON.parse(content.template || 'null'), parameters: content.parameters };
}

const declared = (Type: string, more = {}) => ({ Parameters: { P: { Type, Default: '/name', ...more } } });

describe('ssm-latest: what is pinned', () => {
  test.each([
    ['String', 'String'],
    ['List<String>', 'CommaDelimitedList'],
    ['CommaDelimitedList', 'CommaDelimitedList'],
    ['AWS::EC2::Image::Id', 'AWS::EC2::Image::Id'],
    ['List<AWS::EC2::Subnet::Id>', 'List<AWS::EC2::Subnet::Id>'],
  ])('ssm-latest: a parameter that reads %s gets its value as %s', (inner, type) => {
    const { template, parameters } = pinned(declared(`AWS::SSM::Parameter::Value<${inner}>`), { P: '/other' });
    expect(template.Parameters).toEqual({ P: { Type: type } });
    expect(parameters).toEqual({ P: 'value' });
  });

  test('ssm-latest: a parameter for a name stays one', () => {
    expect(pinned(declared('AWS::SSM::Parameter::Name')).template).toBeNull();
  });

  test('ssm-latest: a parameter whose own value is a reference', () => {
    const { template, parameters } = pinned({
      Parameters: { P: { Type: 'String', Default: '{{resolve:ssm:/x}}', NoEcho: true } },
    });
    expect(parameters).toEqual({ P: '{{resolve:ssm:/x:7}}' });
    expect(template.Parameters).toEqual({ P: { Type: 'String', NoEcho: true } });
    expect(pinned({ Parameters: { P: { Type: 'String' } } }, { P: '{{resolve:ssm:/y}}' }).parameters).toEqual({
      P: '{{resolve:ssm:/y:7}}',
    });
  });

  test('ssm-latest: references in mappings, outputs and any other part, and nothing else', () => {
    const of = (text: string) => ({
      Description: '{{resolve:ssm:/x}} is described here',
      Mappings: { M: { one: { two: text } } },
      Globals: { Function: { Environment: { Variables: { Host: text } } } },
      Outputs: { O: { Value: [text, text, 'plain'] } },
      Resources: { R: { Type: 'A::B::C', Properties: { A: `${text}/${text}`, B: 7, C: null } } },
    });
    expect(pinned(of('{{resolve:ssm:/x}}')).template).toEqual(of('{{resolve:ssm:/x:7}}'));
  });

  test('ssm-latest: not what is encoded, which CloudFormation does not resolve', () => {
    const UserData = { 'Fn::Base64': { 'Fn::Sub': '{{resolve:ssm:/x}}' } };
    expect(pinned({ Resources: { R: { Type: 'AWS::EC2::Instance', Properties: { UserData } } } }).template).toBeNull();
  });

  test('ssm-latest: not a string that only equals the name of a parameter', () => {
    const properties = (host: string) => ({ R: { Type: 'A::B::C', Properties: { Host: host, Name: '/x' } } });
    expect(pinned({ Resources: properties('{{resolve:ssm:/x}}') }).template.Resources).toEqual(
      properties('{{resolve:ssm:/x:7}}'),
    );
  });
});
