/** Non-breaking spaces after each cell: the Web UI draws no borders, so cells would touch. */
const gap = '\u00a0\u00a0\u00a0';

/** A markdown table as the Temporal Web UI shows it legibly. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => `${inCell(cell)}${gap}`).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

/** One line of at most 200 characters: a failed test includes the end of its output, and the outcome keeps all of it. */
export function brief(text: string): string {
  const line = text.replace(/[^\S\u00a0]+/g, ' ').trim(); // but keeps non-breaking spaces
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** All names if they are few; otherwise the first and a count, because the Web UI gives the whole table half a page. */
export const someOf = (names: readonly string[]): string =>
  names.length <= few ? names.join(', ') : `${names[0]} and ${names.length - 1} more`;

/** `03-02 14:10`, in UTC: a change takes days, never years. The space does not break. */
export const minuteOf = (iso: string): string => iso.slice(5, 16).replace('T', '\u00a0');

const longest = 200;
const few = 3;

/** Escapes what would end a cell. */
const inCell = (cell: string): string => brief(cell).replaceAll('|', '\\|');
