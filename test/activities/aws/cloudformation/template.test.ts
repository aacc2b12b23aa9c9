import {
  declaredParameters,
  parseTemplate,
  readableTemplate,
  resourcesOf,
} from '../../../../activities/aws/cloudformation/template';

const template = (Resources: object, Parameters: object = {}) => parseTemplate(JSON.stringify({ Resources, Parameters }));

describe('a template', () => {
  test('is read in YAML too, and is refused with line and column', () => {
    expect(parseTemplate('Resources:\n  A: !Sub b').Resources).toEqual({ A: { 'Fn::Sub': 'b' } });
    expect(() => parseTemplate('Resources:\n  A: !Foo b')).toThrow(/^line 2, column 6: CloudFormation has no tag !Foo/);
    expect(() => readableTemplate('nothing', 'shop')).toThrow(
      /^the template of shop cannot be read: line 1, column 1: this is a text/,
    );
  });

  test('is refused if a section is not an object; one that is absent is empty', () => {
    expect(parseTemplate('{}')).toEqual({ Parameters: {}, Conditions: {}, Mappings: {}, Resources: {} });
    expect(() => parseTemplate('{"Resources":[]}')).toThrow(/^its Resources are not an object: write each entry under its name$/);
  });

  test('foreach: may have loops, includes and macros’ shapes among its resources, which are not resources written out', () => {
    const written = { Topic: { Type: 'AWS::SNS::Topic' } };
    const made = { 'Fn::ForEach::Alarms': ['Kind', ['a'], {}], 'Fn::Transform': { Name: 'AWS::Include' }, Odd: 'text' };
    const parsed = template({ ...made, ...written });
    expect(parsed.Resources).toEqual({ ...made, ...written });
    expect(resourcesOf(parsed)).toEqual(written);
  });

  test('gets only the parameters that it declares', () => {
    expect(declaredParameters(template({}, { Zone: {} }), { Zone: 'usw2-az1', Share: 'fleet' })).toEqual({ Zone: 'usw2-az1' });
  });
});
