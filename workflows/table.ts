/** Spaces that do not vanish: the Web UI draws no borders, and cells would touch. */
const gap = '\u00a0\u00a0\u00a0';

/** A markdown table as the Temporal Web UI shows it legibly. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => `${cell}${gap}`).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}
