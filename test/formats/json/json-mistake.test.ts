import fc from 'fast-check';
import { jsonMistake } from '../../../formats/json/json-mistake';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('a text that is not JSON', () => {
  test.each([
    ['', 'line 1, column 1: the file ends, but a value is expected'],
    ['{\n  "a": 1,\n  "b" 2\n}', 'line 3, column 7: found 2, but a colon is expected'],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 'line 3, column 3: found "b", but a comma or } is expected'],
    ['{\n  "a": [1, 2,\n  ]\n}', 'line 3, column 3: ] follows a comma: remove the comma'],
    ['{ "a": 1, }', 'line 1, column 11: } follows a comma: remove the comma'],
    ["{ 'a': 1 }", "line 1, column 3: found ', but a name in double quotes or } is expected"],
    ['{ a: 1 }', 'line 1, column 3: found a, but a name in double quotes or } is expected'],
    ['[1 2]', 'line 1, column 4: found 2, but a comma or ] is expected'],
    ['[01]', 'line 1, column 3: found 1, but a comma or ] is expected'],
    ['[1}', 'line 1, column 3: found }, but a comma or ] is expected'],
    ['{}\n{}', 'line 2, column 1: found {, but the end is expected'],
    ['// mine\n{}', 'line 1, column 1: JSON has no comments: remove this one'],
    ['{ "a": "b\n" }', 'line 1, column 8: this text has no closing quote, or contains a tab, a line break or a stray \\'],
    ['{ "a": undefined }', 'line 1, column 8: found u, but a value is expected'],
  ])('%j gives line, column and reason', (text, why) => {
    expect(jsonMistake(text)).toBe(`it is not JSON: ${why}`);
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

  test('is found exactly if Node cannot parse it', () => {
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

  test('does not exhaust the stack, however deeply it is nested', () => {
    for (const text of ['['.repeat(1 << 20), `"${'\\n'.repeat(1 << 19)}`, '"'.repeat(1 << 20), '{"":'.repeat(1 << 18)])
      expect(jsonMistake(text)).toMatch(/^it is not JSON: line 1, /);
  });
});
