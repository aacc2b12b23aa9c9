import fc from 'fast-check';
import { nearest } from '../../../client/schema/nearest';

const known = ['region', 'zone', 'oneBox', 'regional', 'mon', 'account'];

describe('the nearest known word', () => {
  test.each([
    ['regoin', 'region'],
    ['acount', 'account'],
    ['accountt', 'account'],
    ['onebox', 'oneBox'],
    ['monday', 'mon'],
    ['regiona', 'region'],
    ['zome', 'zone'],
    ['zones', 'zone'],
    ['REGIONAL', 'regional'],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, known)).toBe(meant);
  });

  test.each(['cell', '', 'no', 'colour', 'x'.repeat(1_000_000)])('does not exist if none is near', (word) => {
    expect(nearest(word, known)).toBeUndefined();
  });

  test('to a known word is that word itself, whatever else is known', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        const [word = ''] = words;
        expect(nearest(word, words)?.toLowerCase()).toBe(word.toLowerCase());
      }),
    );
  });
});
