import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** An invariant as the page states it. */
interface Row {
  readonly id: string;
  readonly guards: string;
}

const rows: readonly Row[] = [...page.matchAll(/^\| (I\d+) \| .* \| (.*) \|$/gm)].map(([, id = '', guards = '']) => ({
  id,
  guards,
}));

/** The tests that the page names, each as a path and a part of the test's name. */
const guards = [...page.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name }));

const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name));

/** The invariants that names of tests cite, as in `(I1, I3)` or `I6: `. */
const citedIn = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/\((I\d+(?:, I\d+)*)\)|'(I\d+): /g)].flatMap(([, list, first]) =>
    (list ?? first ?? '').split(', '),
  );

describe('the invariants of docs/architecture.md', () => {
  test('are I1 to I13, each in one row', () => {
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 13 }, (_, index) => `I${index + 1}`));
  });

  test('each name a test that guards them, or say "not yet"', () => {
    expect(rows.filter((row) => !/`test\/|not yet/.test(row.guards)).map(({ id }) => id)).toEqual([]);
  });

  test('name only tests that exist, by a part of their names', () => {
    expect(guards.length).toBeGreaterThan(13);
    const isThere = ({ file, name }: (typeof guards)[number]) =>
      existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(name);
    expect(guards.filter((guard) => !isThere(guard))).toEqual([]);
  });

  test('include every invariant that the name of a test cites', () => {
    const cited = new Set(testFiles.filter((file) => file !== 'test/docs/architecture.test.ts').flatMap(citedIn));
    expect(cited.size).toBeGreaterThan(3);
    expect([...cited].filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
  });
});
