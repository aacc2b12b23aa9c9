import fc from 'fast-check';
import { parseSub, type SubPart } from '../../../pipeline/templates/sub';

const literal = (text: string): SubPart => ({ kind: 'literal', text });
const reference = (name: string): SubPart => ({ kind: 'reference', name });

describe('the text of Fn::Sub', () => {
  test.each<[string, SubPart[]]>([
    ['', []],
    ['plain', [literal('plain')]],
    ['$5 {and} }', [literal('$5 {and} }')]],
    [`$\{Zone}`, [reference('Zone')]],
    [`a-$\{Zone}/$\{Table.Arn}`, [literal('a-'), reference('Zone'), literal('/'), reference('Table.Arn')]],
    [`$\{AWS::Region}$\{Zone}`, [reference('AWS::Region'), reference('Zone')]],
    [`$\{!Zone}-$\{Zone}`, [literal(`$\{Zone}`), literal('-'), reference('Zone')]],
  ])('%j is parsed into literals and references', (text, parts) => {
    expect(parseSub(text)).toEqual(parts);
  });

  test.each([`a-$\{Zone`, `$\{}`, `$\{Zone}$\{`])('%j cannot be parsed', (text) => {
    expect(parseSub(text)).toBeUndefined();
  });

  test('can be put together again from its parts', () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a-z$ -]{1,5}$/).filter((text) => !text.endsWith('$')),
      fc.stringMatching(/^[A-Z][a-z]{0,4}$/).map((name) => `$\{${name}}`),
    );
    fc.assert(
      fc.property(fc.array(part), (written) => {
        const parts = parseSub(written.join('')) ?? [];
        const again = parts.map((one) => (one.kind === 'literal' ? one.text : `$\{${one.name}}`));
        expect(again.join('')).toBe(written.join(''));
      }),
    );
  });
});
