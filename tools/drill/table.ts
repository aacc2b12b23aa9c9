import type { Verdict } from './verdict';

export interface Row {
  readonly what: string;
  readonly verdict: Verdict;
}

const begin = '<!-- drill: begin -->';
const end = '<!-- drill: end -->';

/** The page with the table between its markers made anew. Throws where it has none. */
export function withTable(page: string, rows: readonly Row[], command: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`the page has no place for the table: put ${begin} and ${end} on lines of their own`);
  return `${page.slice(0, from)}${begin}\n${tableOf(rows)}\n\nMade by \`${command}\`.\n${page.slice(to)}`;
}

/** A row for each kind of breakage, measured. */
export function tableOf(rows: readonly Row[]): string {
  return [
    '| what was broken | how often | of these in a way back | mutations | endings wrong | mutations lost | mutations doubled |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...rows.map(({ what, verdict: { times, timesInWayBack, seen, wrong, lost, doubled } }) =>
      ['', what, times, timesInWayBack, seen, wrong.length, lost.length, doubled.length, ''].join(' | ').trim(),
    ),
  ].join('\n');
}
