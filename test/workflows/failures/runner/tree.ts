import { byLevel, type Call } from './call';

/** How each workflow ended, by its level. */
export type Endings = ReadonlyMap<string, string>;

const width = 130;
const margin = 16;

/**
 * A story as people read it, a workflow a paragraph: what it did, `back:` what it undid, each in its order, and `→` how it ended.
 * Questions and looks that went well are left out, and how often something was told is not of the tree.
 */
export const tree = (calls: readonly Call[], endings: Endings): string =>
  [...endings]
    .sort(([one], [other]) => byLevel(one, other))
    .flatMap(([level, ending]) => paragraph(level, ofLevel(level, calls), ending))
    .join('\n');

const ofLevel = (level: string, calls: readonly Call[]): Call[] =>
  calls.filter((call) => call.level === level && (call.end !== 'well' || !isQuestion(call)));

function paragraph(level: string, calls: readonly Call[], ending: string): string[] {
  const did = calls.filter((call) => !isBack(call)).map((call) => words(call, level));
  const undid = calls.filter(isBack).map((call) => words(call, level));
  const rows = [...rowsOf('', did), ...rowsOf('back: ', undid)];
  const last = [...rows.splice(-1), `→ ${ending}`];
  const lines = [...rows, ...(fits(last.join(' ')) ? [last.join(' ')] : last)];
  return lines.map((row, index) => `${(index === 0 ? title(level) : '').padEnd(margin)}${row}`);
}

/** Items one after the other, in as many rows as it takes. */
function rowsOf(start: string, items: readonly string[]): string[] {
  const rows: string[] = [];
  for (const item of items) {
    const row = rows.pop();
    if (row === undefined) rows.push(`${start}${item}`);
    else rows.push(...(fits(`${row}, ${item}`) ? [`${row}, ${item}`] : [`${row},`, item]));
  }
  return rows;
}

const fits = (row: string): boolean => row.length < width - margin;

function title(level: string): string {
  const path = level.split('/');
  return '  '.repeat(path.length - 1) + path.at(-1);
}

const isQuestion = ({ act }: Call): boolean => act === 'watch' || act === 'goodRelease';

const isBack = ({ act, line }: Call): boolean => act === 'goodRelease' || line.startsWith('back ') || line === 'notify stuck';

/** `api one-box`, said in its own zone; `table (stopped)`. */
function words({ line, end }: Call, level: string): string {
  if (line === 'notify stuck') return 'stuck, mended by hand';
  const here = level.split('/').at(-1) ?? '';
  const what = line.replace(/^(forward|back) /, '').replace(` ${here}`, '');
  return end === 'well' ? what : `${what} (${end})`;
}
