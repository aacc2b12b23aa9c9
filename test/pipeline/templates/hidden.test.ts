import { hiddenIn } from '../../../pipeline/templates/hidden';

const resources = (Resources: unknown) => ({ Resources });

describe('a template hides resources', () => {
  test.each<[string, unknown, string[]]>([
    ['of a macro', { Transform: 'AWS::Serverless-2016-10-31' }, ['Transform AWS::Serverless-2016-10-31']],
    ['of several macros', { Transform: ['A', { Name: 'B' }, 'AWS::LanguageExtensions'] }, ['Transform A', 'Transform B']],
    ['foreach: of a loop', resources({ 'Fn::ForEach::Alarms': ['Kind', ['a'], {}] }), ['Fn::ForEach::Alarms']],
    ['foreach: of an include', resources({ 'Fn::Transform': { Name: 'AWS::Include' } }), ['Fn::Transform AWS::Include']],
    ['of an include in a property', resources({ A: { Properties: { B: [{ 'Fn::Transform': 1 }] } } }), ['Fn::Transform']],
    ['hidden-alarm: of a nested stack', resources({ A: { Type: 'AWS::CloudFormation::Stack' } }), ['nested stack A']],
    ['hidden-alarm: of a module', resources({ A: { Type: 'Acme::Shop::Alarms::MODULE' } }), ['module A']],
  ])('%s', (_, template, expected) => {
    expect(hiddenIn(template)).toEqual(expected);
  });

  test('but not because of language extensions or custom resources', () => {
    const Resources = { Gate: { Type: 'Custom::Gate' }, Table: { Type: 'AWS::DynamoDB::Table' } };
    expect(hiddenIn({ Transform: 'AWS::LanguageExtensions', Resources })).toEqual([]);
  });

  test.each([undefined, null, 'text', 7, [], { Resources: [] }, { Resources: { A: null } }, { Transform: [null, 7, {}] }])(
    'but not %j',
    (template) => {
      expect(hiddenIn(template)).toEqual([]);
    },
  );

  test('however deep it is, and also if a part contains itself', () => {
    let deep: object = { 'Fn::Transform': { Name: 'Deep' } };
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    expect(hiddenIn(deep)).toEqual(['Fn::Transform Deep']);
    const ring: Record<string, unknown> = { Resources: {} };
    ring.again = ring;
    expect(hiddenIn(ring)).toEqual([]);
  });
});
