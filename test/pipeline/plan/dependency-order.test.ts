import fc from 'fast-check';
import { type Dependent, inDependencyOrder, namesOnCycles } from '../../../pipeline/plan/dependency-order';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');

/** Items without a cycle: each depends only on earlier ones, and then all are shuffled. */
const acyclic: fc.Arbitrary<Dependent[]> = fc
  .uniqueArray(name)
  .chain((names) =>
    fc.tuple(...names.map((own, index) => fc.subarray(names.slice(0, index)).map((dependsOn) => ({ name: own, dependsOn })))),
  )
  .chain((items) => fc.shuffledSubarray(items, { minLength: items.length }));

const anyItems: fc.Arbitrary<Dependent[]> = fc.uniqueArray(fc.record({ name, dependsOn: fc.uniqueArray(name) }), {
  selector: (item) => item.name,
});

const names = (items: readonly Dependent[]) => items.map((item) => item.name);

describe('dependency order', () => {
  test('puts each item after all its dependencies, and loses none', () => {
    fc.assert(
      fc.property(acyclic, (items) => {
        const ordered = inDependencyOrder(items);
        expect([...names(ordered)].sort()).toEqual([...names(items)].sort());
        for (const [index, item] of ordered.entries())
          for (const other of item.dependsOn) expect(names(ordered).indexOf(other)).toBeLessThan(index);
      }),
    );
  });

  test('keeps items that are already in order as they are written', () => {
    fc.assert(
      fc.property(acyclic, (items) => {
        const ordered = inDependencyOrder(items);
        expect(inDependencyOrder(ordered)).toEqual(ordered);
      }),
    );
    const free = ['c', 'a', 'b'].map((item) => ({ name: item, dependsOn: [] }));
    expect(names(inDependencyOrder(free))).toEqual(['c', 'a', 'b']);
  });

  test('ignores dependencies that are not among the items', () => {
    expect(inDependencyOrder([{ name: 'api', dependsOn: ['table'] }])).toEqual([{ name: 'api', dependsOn: ['table'] }]);
  });

  test('does not change its argument', () => {
    const items = [
      { name: 'api', dependsOn: ['table'] },
      { name: 'table', dependsOn: [] },
    ];
    expect(names(inDependencyOrder(items))).toEqual(['table', 'api']);
    expect(names(items)).toEqual(['api', 'table']);
  });

  test('exists if and only if there is no cycle', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const onCycle = namesOnCycles(items);
        if (onCycle.length === 0) expect(inDependencyOrder(items)).toHaveLength(items.length);
        else expect(() => inDependencyOrder(items)).toThrow('depend on each other');
      }),
    );
  });

  test.each([
    ['an item that depends on itself', { a: ['a'] }, ['a']],
    ['two that depend on each other', { a: ['b'], b: ['a'] }, ['a', 'b']],
    ['a cycle, without its dependants and dependencies', { d: [], a: ['b', 'd'], b: ['c'], c: ['a'], e: ['c'] }, ['a', 'b', 'c']],
    ['none', { a: ['b'], b: ['c'], c: [] }, []],
  ])('cycles: finds %s', (_, graph, expected) => {
    const items = Object.entries(graph).map(([own, dependsOn]) => ({ name: own, dependsOn }));
    expect(namesOnCycles(items)).toEqual(expected);
  });

  test('cycles: finds what stays when items without dependencies or dependants are removed again and again', () => {
    const remaining = (items: readonly Dependent[]): string[] => {
      const hasDependency = (item: Dependent) => items.some((other) => item.dependsOn.includes(other.name));
      const hasDependant = (item: Dependent) => items.some((other) => other.dependsOn.includes(item.name));
      const left = items.filter((item) => hasDependency(item) && hasDependant(item));
      return left.length === items.length ? names(items) : remaining(left);
    };
    fc.assert(
      fc.property(anyItems, (items) => expect(namesOnCycles(items)).toEqual(remaining(items))),
      { numRuns: 500 },
    );
  });

  test.each([
    ['the order of a long chain', inDependencyOrder, undefined],
    ['the cycle at the end of one', namesOnCycles, '0'],
  ])('%s is found with as few looks at each item as in a short one', (_, find, last) => {
    const looksAtEach = (length: number): number => {
      let looks = 0;
      const items = Array.from({ length }, (_, index) => ({
        name: `${index}`,
        get dependsOn() {
          looks += 1;
          return index + 1 < length ? [`${index + 1}`] : last === undefined ? [] : [last];
        },
      }));
      expect(find(items)).toHaveLength(length);
      return looks / length;
    };
    expect(looksAtEach(200)).toBe(looksAtEach(20));
  });
});
