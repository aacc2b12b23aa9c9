import { replaceTable } from '../../../tools/drill/table';

const none = { faults: 0, faultsInRollback: 0, mutations: 56, wrong: [], lost: [], doubled: [] };
const page = 'before\n\n<!-- drill: begin -->\nold\n<!-- drill: end -->\n\nafter\n';

describe('the table of the drill', () => {
  test('is put between its markers, with the numbers of each run', () => {
    const result = { ...none, faults: 3, faultsInRollback: 1, wrong: ['a', 'b'], lost: ['c'], doubled: ['d', 'e', 'f'] };
    expect(replaceTable(page, [{ what: 'the worker', result }], 'npm run drill -- --seed 7')).toBe(
      `before

<!-- drill: begin -->
| what was broken | faults | of these during a rollback | mutations | wrong endings | lost mutations | doubled mutations |
|---|--:|--:|--:|--:|--:|--:|
| the worker | 3 | 1 | 56 | 2 | 1 | 3 |

Made by \`npm run drill -- --seed 7\`.
<!-- drill: end -->

after
`,
    );
  });

  test('replaces the previous table', () => {
    const twice = replaceTable(replaceTable(page, [], 'one'), [{ what: 'nothing', result: none }], 'two');
    expect(twice.match(/Made by/g)).toEqual(['Made by']);
    expect(twice).toContain('| nothing | 0 | 0 | 56 | 0 | 0 | 0 |');
  });

  test('is refused if the page has no markers', () => {
    expect(() => replaceTable('nothing here', [], 'one')).toThrow('the page has no place for the table');
  });
});
