/** Characters of a summary: what is read at a glance in the Web UI. */
const most = 100;

/** What people wrote, as a summary: one line, cut where it is longer than anybody reads. The whole of it is in the input beside it. */
export function oneLine(text: string): string {
  const all = [...text.replace(/\s+/g, ' ').trim()];
  return all.length <= most ? all.join('') : `${all.slice(0, most - 1).join('')}…`;
}
