import fc from 'fast-check';
import { matches } from '../../../../pipeline/templates/pattern/matches';

describe('a pattern accepts the whole text or nothing', () => {
  test.each<[string, string, boolean]>([
    ['prod', 'prod', true],
    ['prod', 'production', false],
    ['prod|gamma', 'gamma', true],
    ['^prod$', 'prod', true],
    ['a$b', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['[a-z0-9-]+', 'usw2-az1', true],
    ['[a-z0-9-]+', 'USW2', false],
    ['[^a-z]*', '123', true],
    ['[^a-z]*', '12a', false],
    ['[\\w.-]{3}', 'a.-', true],
    ['[a\\]b]+', 'a]b', true],
    ['\\d{12}', '222222222222', true],
    ['\\d{12}', '22222222222', false],
    ['\\d{2,3}', '1234', false],
    ['\\d{2,}', '1234', true],
    ['\\D\\S\\W', 'ab!', true],
    ['a.c', 'a\nc', false],
    ['a\\.c', 'abc', false],
    ['(dev|test)(-[0-9]+)?', 'test-12', true],
    ['(?:ab)*c', 'ababc', true],
    ['(?<stage>ab)*?c', 'ababc', true],
    ['(a|)b', 'b', true],
    ['arn:aws:[a-z0-9]+:::.+', 'arn:aws:s3:::things', true],
    ['\\t\\n\\r\\f', '\t\n\r\f', true],
    ['😀+', '😀😀', true],
  ])('%j and %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each([
    '\\Aa\\z',
    '[a-z&&[^b]]',
    '[a[b]]',
    'a*+',
    'a{2}+',
    '(?i)a',
    '(?!aws)a',
    '(?<=a)b',
    '(a)\\1',
    '\\p{Alpha}',
    '\\Qa\\E',
    '\\bword',
    'a**',
    '*a',
    '(a',
    'a)',
    '[a',
    '[]a]',
    '[z-a]',
    'a{2',
    'a{,2}',
    'a{3,2}',
    '\\',
  ])('nothing is said of what only Java reads for certain: %j', (pattern) => {
    expect(matches(pattern, 'a')).toBeUndefined();
  });

  test('nothing is said of groups that are nested without end', () => {
    expect(matches('('.repeat(100_000), 'a')).toBeUndefined();
  });

  test('agrees with JavaScript where both read a pattern in the same way', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '(a|b)', '(?:ab)', '\\w');
    const part = fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}')).map((both) => both.join(''));
    const pattern = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (one, other) => {
        expect(matches(one, other)).toBe(new RegExp(`^(?:${one})$`).test(other));
      }),
    );
  });

  test.each(['(a+)+$', '((a*)*)*b', '(a|a)*b', '(.*a){20}b', 'a{1000000000}', '(a*){1000000000}b', '(a?){300}b'])(
    'a hostile pattern ends soon: %j',
    (pattern) => {
      expect([false, undefined]).toContain(matches(pattern, `${'a'.repeat(4_000)}!`));
    },
  );
});
