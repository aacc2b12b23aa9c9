/** What many rules go by as they walk over a pipeline. */
import fc from 'fast-check';
import { repeated } from '../../pipeline/rules/walk';

describe('what stands again', () => {
  const parts = (names: readonly string[]) => names.map((part, index) => ({ part, path: `${index}` }));

  test('is each whose name stood before it, in the order of writing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<string[]>('a', 'b', 'c', '__proto__')), (names) => {
        const again = parts(names).filter(({ part }, index) => names.indexOf(part) < index);
        expect(repeated(parts(names), (name) => name)).toEqual(again);
      }),
    );
  });

  test('is found with one look at each name, however many there are', () => {
    const looksAtEach = (count: number): number => {
      let looks = 0;
      repeated(parts(Array.from({ length: count }, (_, index) => `zone-${index}`)), (name) => {
        looks += 1;
        return name;
      });
      return looks / count;
    };
    expect([looksAtEach(20), looksAtEach(200)]).toEqual([1, 1]);
  });
});
