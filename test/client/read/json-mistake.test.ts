import fc from 'fast-check';
import { jsonMistake } from '../../../client/read/json-mistake';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('a text that is no JSON', () => {
  test.each([
    ['', 'line 1, column 1: it ends where a value is expected'],
    ['{\n  "a": 1,\n  "b" 2\n}', 'line 3, column 7: 2 stands where a colon is expected'],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 'line 3, column 3: "b" stands where a comma or } is expected'],
    ['{\n  "a": [1, 2,\n  ]\n}', 'line 3, column 3: ] stands behind a comma: take the comma out'],
    ['{ "a": 1, }', 'line 1, column 11: } stands behind a comma: take the comma out'],
    ["{ 'a': 1 }", "line 1, column 3: ' stands where a name in double quotes or } is expected"],
    ['{ a: 1 }', 'line 1, column 3: a stands where a name in double quotes or } is expected'],
    ['[1 2]', 'line 1, column 4: 2 stands where a comma or ] is expected'],
    ['[01]', 'line 1, column 3: 1 stands where a comma or ] is expected'],
    ['[1}', 'line 1, column 3: } stands where a comma or ] is expected'],
    ['{}\n{}', 'line 2, column 1: { stands where nothing more is expected'],
    ['// mine\n{}', 'line 1, column 1: JSON has no comments: take it out'],
    ['{ "a": "b\n" }', 'line 1, column 8: a text begins that does not end, or has a tab, a line break or a stray \\ in it'],
    ['{ "a": undefined }', 'line 1, column 8: u stands where a value is expected'],
  ])('%j says line, column and why', (text, why) => {
    expect(jsonMistake(text)).toBe(`it is no JSON: ${why}`);
  });

  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"\\n"',
    '"\\x"',
    '"',
    '1',
    '-0.5e3',
    '01',
    'true',
    'nul',
    ' ',
    '\n',
    '\u2028',
    '\t"\t"',
    '\u007f',
  );

  test('is one exactly where Node reads none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
          fc.json(),
          fc.json().map((text) => text.slice(1)),
        ),
        (text) => expect(jsonMistake(text) === undefined).toBe(isJson(text)),
      ),
      { numRuns: 2000 },
    );
  });

  test('may be as hostile as it likes', () => {
    for (const text of ['['.repeat(1 << 20), `"${'\\n'.repeat(1 << 19)}`, '"'.repeat(1 << 20), '{"":'.repeat(1 << 18)])
      expect(jsonMistake(text)).toMatch(/^it is no JSON: line 1, /);
  });
});
