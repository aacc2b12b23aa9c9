import { readTemplate } from '../../formats/read-template';

const propertiesOf = (text: string): unknown => {
  const read = readTemplate(text);
  if (read.kind === 'unreadable') throw new Error(read.because);
  return Object(read.template.Resources).One.Properties;
};

const resource = (type: string, properties: string) => `{"Resources": {"One": {"Type": "${type}", "Properties": ${properties}}}}`;

describe('a property that is JSON in a language of its own', () => {
  test.each(['JSON', 'YAML'])('has numbers where they are written, in %s', (format) => {
    const retry = '{"BackoffRate": 2.0, "MaxAttempts": 3, "Text": "2.0", "Id": 9007199254740993}';
    const json = resource('AWS::StepFunctions::StateMachine', `{"Definition": {"States": {"A": {"Retry": [${retry}]}}}}`);
    const text = format === 'JSON' ? json : json.replace('{"Resources":', 'Resources:').slice(0, -1);
    const read = {
      Definition: { States: { A: { Retry: [{ BackoffRate: 2, MaxAttempts: 3, Text: '2.0', Id: '9007199254740993' }] } } },
    };
    expect(propertiesOf(text)).toEqual(read);
    expect(
      propertiesOf(JSON.stringify({ Resources: { One: { Type: 'AWS::StepFunctions::StateMachine', Properties: read } } })),
    ).toEqual(read);
  });

  test('has versions as text, as do all other properties', () => {
    const body = '{"swagger": 2.0, "info": {"version": 1.0}, "definitions": {"A": {"minimum": 0.0}}}';
    expect(propertiesOf(resource('AWS::ApiGateway::RestApi', `{"Body": ${body}, "Name": 1.0}`))).toEqual({
      Body: { swagger: '2.0', info: { version: '1.0' }, definitions: { A: { minimum: 0 } } },
      Name: '1.0',
    });
    expect(propertiesOf(resource('AWS::RDS::DBCluster', '{"EngineVersion": 8.0}'))).toEqual({ EngineVersion: '8.0' });
  });

  test('is found in a loop too', () => {
    const read = readTemplate(
      'Resources:\n  Fn::ForEach::Rules:\n  - Name\n  - [A]\n  - "Rule":\n      Type: AWS::Events::Rule\n      Properties: {EventPattern: {detail: {price: [{numeric: [">", 10.0]}]}}}\n',
    );
    expect(JSON.stringify(read)).toContain('"numeric":[">",10]');
  });
});
