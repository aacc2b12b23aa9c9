import { referencesIn } from '../../../../../activities/aws/cloudformation/kept/references';

const names = (written: unknown) => referencesIn(written).map(({ on, name }) => `${on} ${name}`);
const text = (of: string) => of.replaceAll('<', '$' + '{').replaceAll('>', '}');

test.each([
  ['a reference', { Ref: 'Zone' }, ['name Zone']],
  ['an attribute', { 'Fn::GetAtt': ['Key', 'Arn'] }, ['name Key']],
  ['an attribute with a dot', { 'Fn::GetAtt': 'Key.Arn' }, ['name Key']],
  ['names in a text', { 'Fn::Sub': text('<Zone>-<Key.Arn>-<!Literal>-<AWS::Region>') }, ['name Zone', 'name Key']],
  ['names in a text except its own variables', { 'Fn::Sub': [text('<Zone>-<A>'), { A: { Ref: 'B' } }] }, ['name Zone', 'name B']],
  [
    'a condition and both its branches',
    { 'Fn::If': ['IsProd', { Ref: 'A' }, { Ref: 'B' }] },
    ['condition IsProd', 'name A', 'name B'],
  ],
  ['a condition among conditions', { 'Fn::Not': [{ Condition: 'IsTest' }] }, ['condition IsTest']],
  ['a mapping and its keys', { 'Fn::FindInMap': ['Sizes', { Ref: 'Zone' }, 'small'] }, ['mapping Sizes', 'name Zone']],
  ['a mapping whose name is computed', { 'Fn::FindInMap': [{ Ref: 'Map' }, 'a', 'b'] }, ['unreadable Fn::FindInMap', 'name Map']],
  ['a macro', { 'Fn::Transform': { Name: 'AWS::Include' } }, ['unreadable Fn::Transform']],
  ['a loop', { 'Fn::ForEach::Queues': ['A', ['1'], {}] }, ['unreadable Fn::ForEach::Queues']],
  ['what is deep inside', { Properties: { Tags: [{ Value: { 'Fn::Join': ['-', [{ Ref: 'Zone' }]] } }] } }, ['name Zone']],
  ['the condition of a policy, which is its own', { Condition: { StringEquals: { a: 'b' } } }, []],
  ['what is AWS’s own', { Ref: 'AWS::StackName' }, []],
  ['an order alone', { DependsOn: 'Policy' }, []],
  ['nothing', { A: 1, B: null, C: 'Ref', D: [true] }, []],
])('%s', (_, written, references) => {
  expect(names(written)).toEqual(references);
});
