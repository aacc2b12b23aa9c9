import { declaredParameters, parseTemplate, statefulIn } from '../../../../activities/aws/cloudformation/template';

const template = (Resources: object, Parameters: object = {}) => parseTemplate(JSON.stringify({ Resources, Parameters }));

describe('a template', () => {
  test('is refused if it is not JSON', () => {
    expect(() => parseTemplate('Resources:\n  A: {}')).toThrow(/^is not JSON \(.*\): write it as JSON, or synthesise it$/s);
  });

  test('is refused with the path of what is wrong', () => {
    expect(() => parseTemplate('{}')).toThrow(/^Resources: /);
    expect(() => parseTemplate('{"Resources":{"A":{}}}')).toThrow(/^Resources\/A\/Type: /);
  });

  test('gets only the parameters that it declares', () => {
    expect(declaredParameters(template({}, { Zone: {} }), { Zone: 'usw2-az1', Share: 'fleet' })).toEqual({ Zone: 'usw2-az1' });
  });

  test('lists its stateful resources', () => {
    const parsed = template({ Orders: { Type: 'AWS::DynamoDB::Table' }, Api: { Type: 'AWS::Lambda::Function' } });
    expect(statefulIn(parsed)).toEqual(['Orders']);
  });
});
