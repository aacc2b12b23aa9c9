/** Characters of a summary that are read at a glance in the Web UI. */
const longest = 100;

/** A text that people wrote as a one-line summary, cut after 100 characters. The input beside it in the Web UI has all of it. */
export function oneLine(text: string): string {
  const all = [...text.replace(/\s+/g, ' ').trim()];
  return all.length <= longest ? all.join('') : `${all.slice(0, longest - 1).join('')}…`;
}
