import { readTemplate } from '../../../formats/read-template';

const yaml = (written: string): unknown => {
  const read = readTemplate(`a: ${written}`);
  return read.kind === 'read' ? read.template.a : read.because;
};

describe('a short tag of CloudFormation', () => {
  test.each([
    ['!Ref Topic', { Ref: 'Topic' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    [`!Sub \${A}-b`, { 'Fn::Sub': `\${A}-b` }],
    [`!Sub ["\${A}", {A: !Ref B}]`, { 'Fn::Sub': [`\${A}`, { A: { Ref: 'B' } }] }],
    ['!GetAtt Table.Arn', { 'Fn::GetAtt': ['Table', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Url', { 'Fn::GetAtt': ['Nested', 'Outputs.Url'] }],
    ['!GetAtt [Table, Arn]', { 'Fn::GetAtt': ['Table', 'Arn'] }],
    ['!GetAtt [Table, !Ref Attribute]', { 'Fn::GetAtt': ['Table', { Ref: 'Attribute' }] }],
    ['{"Fn::GetAtt": Table.Arn}', { 'Fn::GetAtt': ['Table', 'Arn'] }],
    ['!If [IsProd, !Ref A, !Ref "AWS::NoValue"]', { 'Fn::If': ['IsProd', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] }],
    [
      '!Join ["", [!Select [0, !Split ["-", !Ref A]], b]]',
      { 'Fn::Join': ['', [{ 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'A' }] }] }, 'b']] },
    ],
    ['!FindInMap [A, !Ref B, c, {DefaultValue: d}]', { 'Fn::FindInMap': ['A', { Ref: 'B' }, 'c', { DefaultValue: 'd' }] }],
    [
      '!And [!Or [!Condition A, !Not [!Condition B]], !Equals [1, 2]]',
      { 'Fn::And': [{ 'Fn::Or': [{ Condition: 'A' }, { 'Fn::Not': [{ Condition: 'B' }] }] }, { 'Fn::Equals': [1, 2] }] },
    ],
    [`!ImportValue\n  Fn::Sub: \${A}`, { 'Fn::ImportValue': { 'Fn::Sub': `\${A}` } }],
    ['!Base64\n  Fn::Sub: |\n    yes', { 'Fn::Base64': { 'Fn::Sub': 'yes\n' } }],
    ['!Cidr [!GetAtt Vpc.CidrBlock, 6, 8]', { 'Fn::Cidr': [{ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, 6, 8] }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ["!GetAZs ''", { 'Fn::GetAZs': '' }],
    ['!Transform {Name: A, Parameters: {B: c}}', { 'Fn::Transform': { Name: 'A', Parameters: { B: 'c' } } }],
    ['!ToJsonString {a: yes}', { 'Fn::ToJsonString': { a: true } }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!ForEach::Topics [Name, [a], {}]', { 'Fn::ForEach::Topics': ['Name', ['a'], {}] }],
    ['!Contains [[a], !Ref B]', { 'Fn::Contains': [['a'], { Ref: 'B' }] }],
    ['!ValueOf [A, b]', { 'Fn::ValueOf': ['A', 'b'] }],
  ])('%s', (written, value) => {
    expect(yaml(written)).toEqual(value);
  });

  test('has the text as it is written, also one that alone would be a number or a truth', () => {
    expect(['!Ref 012', '!Sub 5.10', '!Base64 yes'].map(yaml)).toEqual([
      { Ref: '012' },
      { 'Fn::Sub': '5.10' },
      { 'Fn::Base64': 'yes' },
    ]);
  });

  test.each([
    ['!Foo b', 'line 1, column 4: CloudFormation has no tag !Foo: correct it, or write it in full as Fn::Foo'],
    [
      '\n  b:\n    - c\n    - !foo\n      d: e',
      'line 4, column 7: CloudFormation has no tag !foo: correct it, or write it in full as Fn::foo',
    ],
    ['!!binary aGk=', 'line 1, column 4: CloudFormation has no tag !!binary: write the value without it'],
    ['!!timestamp 2012-10-17', 'line 1, column 4: CloudFormation has no tag !!timestamp: write the value without it'],
    ['!!set {b}', 'line 1, column 4: CloudFormation has no tag !!set: write the value without it'],
    ['!!js/function b', 'line 1, column 4: CloudFormation has no tag !!js/function: write the value without it'],
    [
      '!<tag:example.com,2000:b> c',
      'line 1, column 6: CloudFormation has no tag tag:example.com,2000:b: write the value without it',
    ],
    ['!GetAtt Table', 'line 1, column 12: !GetAtt needs a resource and an attribute: write !GetAtt Resource.Attribute'],
    [
      '!ForEach [A, [b], {}]',
      'line 1, column 4: CloudFormation has no tag !ForEach: correct it, or write it in full as Fn::ForEach',
    ],
    ['!Sub !Ref b', expect.stringMatching(/^it is not YAML: line 1, column 9: /)],
  ])('%j is refused, with its place', (written, because) => {
    expect(yaml(written)).toEqual(because);
  });
});

describe('an anchor', () => {
  test('is repeated by its aliases, also in tags and as what an object takes over', () => {
    expect(yaml('&a {b: !Ref c}\nd: *a')).toEqual({ b: { Ref: 'c' } });
    const read = readTemplate('a: &a {b: 1, c: 1}\nd: &d {c: 2, e: 2}\nf: {c: 3, <<: *a}\ng:\n  <<: [*d, *a]\n  h: *a\n');
    expect(read).toEqual({
      kind: 'read',
      template: {
        a: { b: 1, c: 1 },
        d: { c: 2, e: 2 },
        f: { b: 1, c: 3 },
        g: { b: 1, c: 2, e: 2, h: { b: 1, c: 1 } },
      },
    });
  });

  test('means the last one before its alias', () => {
    expect(readTemplate('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toMatchObject({ template: { b: 1, d: 2 } });
  });
});
