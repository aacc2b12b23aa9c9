import { alarmsIn, declared, parseTemplate, statefulIn } from '../../../activities/cloudformation/template';

const template = (Resources: object, Parameters: object = {}) => parseTemplate(JSON.stringify({ Resources, Parameters }));
const alarm = (AlarmName: unknown) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName } });

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

  it('declares alarms by a name, a parameter or a name with parameters in it', () => {
    const sub = { 'Fn::Sub': `errors-$\{Zone}` };
    const found = template({ A: alarm('plain'), B: alarm({ Ref: 'Name' }), C: alarm(sub), D: { Type: 'AWS::SNS::Topic' } });
    expect(alarmsIn(found, { Name: 'referred', Zone: 'usw2-az1' })).toEqual(['plain', 'referred', 'errors-usw2-az1']);
  });

  it('declares no alarm whose name takes more to be known', () => {
    const sub = { 'Fn::Sub': `errors-$\{AWS::StackName}` };
    const found = template({ A: alarm(sub), B: alarm({ 'Fn::Join': ['', []] }), C: alarm(undefined), D: alarm({ Ref: 'Name' }) });
    expect(alarmsIn(found, {})).toEqual([]);
  });

  it('tells what it holds that cannot be made again', () => {
    const found = template({ Orders: { Type: 'AWS::DynamoDB::Table' }, Api: { Type: 'AWS::Lambda::Function' } });
    expect(statefulIn(found)).toEqual(['Orders']);
  });
});
