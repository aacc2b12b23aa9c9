/** Spaces that do not vanish: the Web UI draws no borders, and cells would touch. */
const gap = '\u00a0\u00a0\u00a0';

/** A markdown table as the Temporal Web UI shows it legibly. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => `${inCell(cell)}${gap}`).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** On one line and of bearable length: a failed test brings the end of what it printed, and the whole of it is in its outcome. */
export function brief(text: string): string {
  const line = text.replace(/[^\S\u00a0]+/g, ' ').trim(); // but for the spaces that do not break
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** All names where they are few; else the first, and how many more there are: the Web UI gives the whole table half a page. */
export const someOf = (names: readonly string[]): string =>
  names.length <= few ? names.join(', ') : `${names[0]} and ${names.length - 1} more`;

const longest = 200;
const few = 3;

/** What parts cells must not stand in one. */
const inCell = (cell: string): string => brief(cell).replaceAll('|', '\\|');
