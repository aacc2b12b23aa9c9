import { declaredParameters, parseTemplate, resourcesOf, statefulIn } from '../../../../activities/aws/cloudformation/template';

const template = (Resources: object, Parameters: object = {}) => parseTemplate(JSON.stringify({ Resources, Parameters }));

describe('a template', () => {
  test('is refused if it is not JSON', () => {
    expect(() => parseTemplate('Resources:\n  A: {}')).toThrow(/^is not JSON \(.*\): write it as JSON, or synthesise it$/s);
  });

  test('is refused with the path of what is wrong', () => {
    expect(() => parseTemplate('{}')).toThrow(/^Resources: /);
    expect(() => parseTemplate('{"Resources":[]}')).toThrow(/^Resources: /);
  });

  test('foreach: may have loops, includes and macros’ shapes among its resources, which are not resources written out', () => {
    const written = { Topic: { Type: 'AWS::SNS::Topic' } };
    const made = { 'Fn::ForEach::Alarms': ['Kind', ['a'], {}], 'Fn::Transform': { Name: 'AWS::Include' }, Odd: 'text' };
    const parsed = template({ ...made, ...written });
    expect(parsed.Resources).toEqual({ ...made, ...written });
    expect(resourcesOf(parsed)).toEqual(written);
    expect(statefulIn(parsed)).toEqual([]);
  });

  test('gets only the parameters that it declares', () => {
    expect(declaredParameters(template({}, { Zone: {} }), { Zone: 'usw2-az1', Share: 'fleet' })).toEqual({ Zone: 'usw2-az1' });
  });

  test('lists its stateful resources', () => {
    const parsed = template({ Orders: { Type: 'AWS::DynamoDB::Table' }, Api: { Type: 'AWS::Lambda::Function' } });
    expect(statefulIn(parsed)).toEqual(['Orders']);
  });
});
