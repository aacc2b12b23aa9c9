import { declared, parseTemplate, statefulIn } from '../../../../activities/aws/cloudformation/template';

const template = (Resources: object, Parameters: object = {}) => parseTemplate(JSON.stringify({ Resources, Parameters }));

describe('a template', () => {
  it('that is no JSON is said to be none', () => {
    expect(() => parseTemplate('Resources:\n  A: {}')).toThrow(/^is no JSON \(.*\): write it as JSON, or synthesise it$/s);
  });

  it('that is wrong somewhere is said where', () => {
    expect(() => parseTemplate('{}')).toThrow(/^Resources: /);
    expect(() => parseTemplate('{"Resources":{"A":{}}}')).toThrow(/^Resources\/A\/Type: /);
  });

  it('is handed only the parameters that it declares', () => {
    expect(declared(template({}, { Zone: {} }), { Zone: 'usw2-az1', Share: 'fleet' })).toEqual({ Zone: 'usw2-az1' });
  });

  it('tells what it holds that cannot be made again', () => {
    const found = template({ Orders: { Type: 'AWS::DynamoDB::Table' }, Api: { Type: 'AWS::Lambda::Function' } });
    expect(statefulIn(found)).toEqual(['Orders']);
  });
});
