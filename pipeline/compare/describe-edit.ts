/** An edit of a pipeline in words: what it is about, and what was and is there. */

import { closedWords, hoursWords } from '../gates/describe-windows';
import { parseDuration } from '../model/duration';
import { lengthOf } from '../model/duration-text';
import type { Edit } from './edits';
import { ClosedDays, Hours } from './hours';

/** Lists, by where they stand, and what one of their parts is called. */
const lists: readonly (readonly [list: readonly string[], one: string])[] = [
  [['tests'], 'test'],
  [['build', 'unitTests'], 'unit test'],
  [['canaries'], 'canary'],
  [['alarms', 'region'], 'Region alarm'],
  [['alarms', 'zone'], 'zone alarm'],
  [['alarms', 'oneBox'], 'one-box alarm'],
  [['approval', 'approvers'], 'approver'],
  [['windows', 'calendars'], 'calendar'],
  [['regions'], 'Region'],
  [['zones'], 'zone'],
];

const bakeNames: Readonly<Record<string, string>> = {
  regional: 'regional bake',
  oneBox: 'one-box bake',
  zone: 'zone bake',
  region: 'Region bake',
};

/** What a path below a pipeline or a stage is about: `firesWithin of zone alarm slow-{zone}`. */
export function subjectOf(path: readonly string[]): string {
  const [first, kind] = path;
  if (first === 'bakes' && kind !== undefined) return bakeSubject(kind, path.slice(2));
  if (first === 'windows' && kind === 'open') return 'windows';
  if (first === 'closed') return 'closed days';
  const [list, one] = lists.find(([at]) => at.length < path.length && at.every((part, index) => part === path[index])) ?? [];
  if (list === undefined) return path.join(' ');
  const [name, ...rest] = path.slice(list.length);
  return rest.length === 0 ? `${one} ${name}` : `${subjectOf(rest)} of ${one} ${name}`;
}

/** The time of a bake is what it is. */
function bakeSubject(kind: string, rest: readonly string[]): string {
  const of = rest.filter((part) => part !== 'for').join(' ');
  return `${of === '' ? '' : `${of} of the `}${bakeNames[kind] ?? kind}`;
}

/** What became of it: `4 h → 30 min`, `is new`. What the subject has said already is not repeated. */
export function editWords({ path, was, is }: Edit): string {
  const verb = path.at(-1) === 'windows' ? 'are' : 'is';
  const [old, anew] = [shown(was), shown(is)];
  const known = ['', path.at(-1)];
  if (was === undefined) return `${verb} new${known.includes(anew) ? '' : ` (${anew})`}`;
  if (is === undefined) return `${verb} gone${known.includes(old) ? '' : ` (${verb === 'is' ? 'it was' : 'they were'} ${old})`}`;
  if (old === anew && old !== '') return `${was} → ${is}`; // two lengths of time that differ in what is not read
  return `${old || 'as it was'} → ${anew || 'another'}`;
}

/** A value that fits into a sentence; empty for one that does not. */
function shown(value: unknown): string {
  if (value instanceof Hours) return hoursWords(value);
  if (value instanceof ClosedDays) return closedWords(value.closed);
  if (typeof value === 'object' && value !== null)
    return shown(Object.values(value).find((part) => part instanceof Hours || part instanceof ClosedDays) ?? '');
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  return ms === undefined ? String(value) : lengthOf(ms);
}
