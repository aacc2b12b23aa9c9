/** An edit of a pipeline in words: what it is about, and the value before and after. */

import { describeClosedDays, describeHours } from '../gates/describe-windows';
import { parseDuration } from '../model/duration';
import { describeDuration } from '../model/duration-text';
import type { Edit } from './edits';
import { ClosedDays, Hours } from './hours';

/** Lists by their paths, and what one of their items is called. */
const lists: readonly (readonly [list: readonly string[], item: string])[] = [
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
export function describeSubject(path: readonly string[]): string {
  const [first, kind] = path;
  if (first === 'bakes' && kind !== undefined) return describeBakeSubject(kind, path.slice(2));
  if (first === 'windows' && kind === 'open') return 'windows';
  if (first === 'closed') return 'closed days';
  const [list, item] = lists.find(([at]) => at.length < path.length && at.every((part, index) => part === path[index])) ?? [];
  if (list === undefined) return path.join(' ');
  const [name, ...rest] = path.slice(list.length);
  return rest.length === 0 ? `${item} ${name}` : `${describeSubject(rest)} of ${item} ${name}`;
}

/** A bake is its time, so `for` is left out. */
function describeBakeSubject(kind: string, rest: readonly string[]): string {
  const of = rest.filter((part) => part !== 'for').join(' ');
  return `${of === '' ? '' : `${of} of the `}${bakeNames[kind] ?? kind}`;
}

/** The value before and after: `4 h → 30 min`, `is new`. Does not repeat what the subject already says. */
export function describeEdit({ path, was, is }: Edit): string {
  const verb = path.at(-1) === 'windows' ? 'are' : 'is';
  const [before, after] = [describeValue(was), describeValue(is)];
  const known = ['', path.at(-1)];
  if (was === undefined) return `${verb} new${known.includes(after) ? '' : ` (${after})`}`;
  if (is === undefined)
    return `${verb} removed${known.includes(before) ? '' : ` (${verb === 'is' ? 'it was' : 'they were'} ${before})`}`;
  if (before === after && before !== '') return `${was} → ${is}`; // durations that differ only in a smaller unit
  return `${before || 'as it was'} → ${after || 'another'}`;
}

/** A value that fits into a sentence; empty for any other. */
function describeValue(value: unknown): string {
  if (value instanceof Hours) return describeHours(value);
  if (value instanceof ClosedDays) return describeClosedDays(value.closed);
  if (typeof value === 'object' && value !== null)
    return describeValue(Object.values(value).find((part) => part instanceof Hours || part instanceof ClosedDays) ?? '');
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  return ms === undefined ? String(value) : describeDuration(ms);
}
