import fc from 'fast-check';
import { readTemplate } from '../../formats/read-template';

const parsed = (text: string | Uint8Array): unknown => {
  const read = readTemplate(text);
  if (read.kind === 'unreadable') throw new Error(read.because);
  return read.template;
};
const because = (text: string | Uint8Array): string => {
  const read = readTemplate(text);
  return read.kind === 'unreadable' ? read.because : `read ${JSON.stringify(read.template)}`;
};

describe('a template', () => {
  test('is the same in JSON, in YAML and in YAML’s braces', () => {
    const value = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { Tags: [{ Key: 'a', Value: 'b' }] } } } };
    expect(parsed(JSON.stringify(value))).toEqual(value);
    expect(parsed(`\uFEFF${JSON.stringify(value, undefined, '\t')}\r\n`)).toEqual(value);
    expect(
      parsed(
        '# made by hand\r\n---\r\nResources:\r\n  Topic:\r\n    Type: AWS::SNS::Topic\r\n    Properties:\r\n      Tags:\r\n      - Key: a\r\n        Value: b\r\n',
      ),
    ).toEqual(value);
    expect(parsed("{Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: {Tags: [{Key: a, Value: b}]}}}}")).toEqual(value);
  });

  test('in JSON is what JSON.parse says, where no number loses characters', () => {
    const small = (_: string, value: unknown) => (typeof value === 'number' ? Math.trunc(value) % 1000 : value);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object, small, 2).replaceAll('__proto__', 'proto');
        expect(parsed(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('keeps the order of its keys', () => {
    expect(Object.keys(Object(parsed('b: 1\na: 2')))).toEqual(['b', 'a']);
    expect(Object.keys(Object(parsed('{"b":1,"a":2}')))).toEqual(['b', 'a']);
  });
});

describe('unread-template: what is no template is refused', () => {
  test.each([
    ['', 'line 1, column 1: this is an empty file, and a template is an object with Resources: write it as JSON or YAML'],
    [
      'this is no template',
      'line 1, column 1: this is a text, and a template is an object with Resources: write it as JSON or YAML',
    ],
    ['- a', 'line 1, column 1: this is a list, and a template is an object with Resources: write it as JSON or YAML'],
    ['{\n  "a": 1,\n  "b" 2\n}', 'it is not JSON: line 3, column 7: found 2, but a colon is expected'],
    [
      'a: 1\nb: [1, 2\nc: 3',
      expect.stringMatching(/^it is not YAML: line 3, column 1: flow sequence in block collection must be/),
    ],
    ['a: 1\n\tb: 2', expect.stringMatching(/^it is not YAML: line 2, column 1: tabs are not allowed as indentation/)],
    ['a: 1\n---\nb: 2\n', 'line 2, column 1: a second document begins: write one template in a file, without --- in the middle'],
    ['a: 1\nb: 2\na: 3', 'line 3, column 1: the key a is there twice: rename or remove one'],
    ['{"a": {"b": 1,\n "\\u0062": 2}}', 'line 2, column 2: the key b is there twice: rename or remove one'],
    ['{"a": {"__proto__": 1}}', 'line 1, column 8: the key __proto__ is not allowed: rename it'],
    ['a:\n  __proto__: 1', 'line 2, column 3: the key __proto__ is not allowed: rename it'],
    ['a:\n  123: b', 'line 2, column 3: this key is not a text, and CloudFormation accepts no other: write it in quotes'],
    ['on: b', 'line 1, column 1: this key is not a text, and CloudFormation accepts no other: write it in quotes'],
    ['? [a]\n: b', 'line 1, column 3: this key is not a text, and CloudFormation accepts no other: write it in quotes'],
    ['a: *b', 'line 1, column 4: no anchor &b ends before *b: correct the name, or move the anchor up'],
    ['a: &a\n  b: *a', 'line 2, column 6: no anchor &a ends before *a: correct the name, or move the anchor up'],
    [
      'a: !Base64 !Sub text',
      'it is not YAML: line 1, column 12: two short forms follow each other: write the first one in full, as in Fn::Base64: !Sub text',
    ],
    ['<<: text', 'line 1, column 1: << takes over the entries of an object, and this is none: name an object'],
  ])('%j', (text, message) => {
    expect(because(text)).toEqual(message);
  });

  test('if it is not UTF-8', () => {
    expect(because(Buffer.from('a: caf\xe9', 'latin1'))).toBe('it is not text in UTF-8: save it as UTF-8');
    expect(parsed(Buffer.from('a: café'))).toEqual({ a: 'café' });
  });

  test('if it is longer than any, or nested more deeply, whatever that does to a stack', () => {
    expect(because(`a: ${'b'.repeat(1 << 20)}`)).toBe('it has more than 1048576 characters, as no template has');
    const deep = /line \d+, column \d+: it is nested more than 100 levels deep, as no template is$/;
    for (const text of ['{"a":', '[', 'a: [', '- ', '{a: ', '? ', '!Not [']) {
      const nested = text === 'a: [' ? `a: ${'['.repeat(200_000)}` : text.repeat(Math.floor(1_000_000 / text.length));
      expect(because(nested)).toMatch(deep);
    }
    const steps = Array.from({ length: 150 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`);
    expect(because(`a0: &a0 x\n${steps.join('\n')}`)).toMatch(/^line 102, column 13: it is nested more than 100 levels deep/);
    const chain = Array.from({ length: 150 }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    expect(because(chain)).toMatch(deep);
    expect(because(JSON.stringify({ a: JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`) }))).toMatch(/^read/);
  });

  test('also if nothing in it is right, or a list is as long as the text', () => {
    for (const piece of ['{}', ', ', '? a\n', '---\n'])
      expect(because(`a: {${piece.repeat(2_000)}`)).toMatch(/^it is not YAML: line \d/);
    expect(because('- a\n'.repeat(130_000))).toMatch(/^line 1, column 1: this is a list/);
  });

  test('if its aliases would fill the memory', () => {
    const laughs = Array.from({ length: 30 }, (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(9)}]`);
    expect(because(`l0: &l0 laugh\n${laughs.join('\n')}`)).toMatch(
      /^line 7, column 10: the aliases repeat more than 1048576 characters: write a smaller template$/,
    );
  });
});
