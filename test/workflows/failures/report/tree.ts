import { byLevel, type RecordedCall } from '../calls/recorded-call';
import type { Endings } from '../runner/scenario-result';

/** Columns of a line, and of the level's name in front of it. */
const width = 130;
const margin = 16;

/**
 * A scenario's result for people, a paragraph for each workflow: what it did, `back:` what it undid, both in order, and `→` how it ended.
 * Successful looks and questions are left out, and so is the number of attempts.
 */
export const tree = (calls: readonly RecordedCall[], endings: Endings): string =>
  [...endings]
    .sort(([one], [other]) => byLevel(one, other))
    .flatMap(([level, ending]) => paragraph(level, printedCalls(level, calls), ending))
    .join('\n');

const printedCalls = (level: string, calls: readonly RecordedCall[]): RecordedCall[] =>
  calls.filter((call) => call.level === level && (call.outcome !== 'succeeded' || !isQuestion(call)));

function paragraph(level: string, calls: readonly RecordedCall[], ending: string): string[] {
  const done = calls.filter((call) => !isWayBack(call)).map((call) => printCall(call, level));
  const undone = calls.filter(isWayBack).map((call) => printCall(call, level));
  const rows = [...wrap('', done), ...wrap('back: ', undone)];
  const last = [...rows.splice(-1), `→ ${ending}`];
  const lines = [...rows, ...(fits(last.join(' ')) ? [last.join(' ')] : last)];
  return lines.map((row, index) => `${(index === 0 ? title(level) : '').padEnd(margin)}${row}`);
}

/** Joins items with commas and begins a new row before an item that does not fit. */
function wrap(start: string, items: readonly string[]): string[] {
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

const isQuestion = ({ activity }: RecordedCall): boolean => activity === 'watch' || activity === 'goodRelease';

const isWayBack = ({ activity, description }: RecordedCall): boolean =>
  activity === 'goodRelease' || description.startsWith('back ') || description === 'notify stuck';

/** `api one-box`, without the zone's name within its own paragraph; `table (stopped)`. */
function printCall({ description, outcome }: RecordedCall, level: string): string {
  if (description === 'notify stuck') return 'stuck, fixed by hand';
  const name = level.split('/').at(-1) ?? '';
  const what = description.replace(/^(forward|back) /, '').replace(` ${name}`, '');
  return outcome === 'succeeded' ? what : `${what} (${outcome})`;
}
