import { withTable } from '../../../tools/drill/table';

const none = { times: 0, timesInWayBack: 0, seen: 56, wrong: [], lost: [], doubled: [] };
const page = 'before\n\n<!-- drill: begin -->\nold\n<!-- drill: end -->\n\nafter\n';

describe('the table of the drill', () => {
  it('is put between its markers, each number as it was measured', () => {
    const verdict = { ...none, times: 3, timesInWayBack: 1, wrong: ['a', 'b'], lost: ['c'], doubled: ['d', 'e', 'f'] };
    expect(withTable(page, [{ what: 'the worker', verdict }], 'npm run drill -- --seed 7')).toBe(
      `before

<!-- drill: begin -->
| what was broken | how often | of these in a way back | mutations | endings wrong | mutations lost | mutations doubled |
|---|--:|--:|--:|--:|--:|--:|
| the worker | 3 | 1 | 56 | 2 | 1 | 3 |

Made by \`npm run drill -- --seed 7\`.
<!-- drill: end -->

after
`,
    );
  });

  it('replaces the one before', () => {
    const twice = withTable(withTable(page, [], 'one'), [{ what: 'nothing', verdict: none }], 'two');
    expect(twice.match(/Made by/g)).toEqual(['Made by']);
    expect(twice).toContain('| nothing | 0 | 0 | 56 | 0 | 0 | 0 |');
  });

  it('has to have a place', () => {
    expect(() => withTable('nothing here', [], 'one')).toThrow('the page has no place for the table');
  });
});
