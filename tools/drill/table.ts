import type { RunResult } from './run-result';

export interface Row {
  readonly what: string;
  readonly result: RunResult;
}

const begin = '<!-- drill: begin -->';
const end = '<!-- drill: end -->';

/** The page with a new table between its markers. Throws if it has no markers. */
export function replaceTable(page: string, rows: readonly Row[], command: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`the page has no place for the table: put ${begin} and ${end} on lines of their own`);
  return `${page.slice(0, from)}${begin}\n${tableOf(rows)}\n\nMade by \`${command}\`.\n${page.slice(to)}`;
}

/** A row for each kind of fault, with its numbers. */
export function tableOf(rows: readonly Row[]): string {
  return [
    '| what was broken | faults | of these during a rollback | mutations | wrong endings | lost mutations | doubled mutations |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...rows.map(({ what, result: { faults, faultsInRollback, mutations, wrong, lost, doubled } }) =>
      ['', what, faults, faultsInRollback, mutations, wrong.length, lost.length, doubled.length, ''].join(' | ').trim(),
    ),
  ].join('\n');
}
