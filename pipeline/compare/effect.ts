/** Whether an edit makes a pipeline safer or less so. */
import { parseDuration } from '../model/duration';
import { rungs } from '../model/rung';
import { ClosedDays, Hours, holds, isCovered } from './hours';

/** `other` is what alters no guarantee by itself, or where only a person can tell. */
export type Effect = 'weaker' | 'stronger' | 'other';

/** How safe a value is, to be compared with another; `undefined` where it cannot be said. */
type Safety = (value: unknown) => number | undefined;

/** More of it is safer; without it there is nothing. */
const more: Safety = (value) => (value === undefined ? 0 : typeof value === 'number' ? value : undefined);
const less: Safety = (value) => (typeof value === 'number' ? -value : undefined);
const longer: Safety = (value) => (typeof value === 'string' ? parseDuration(value) : undefined);
const shorter: Safety = (value) => (typeof value === 'string' ? negative(parseDuration(value)) : undefined);
/** It is there to protect. What it says differently is told at its parts. */
const there: Safety = (value) => (value === undefined ? 0 : 1);
const absent: Safety = (value) => (value === undefined ? 1 : 0);
/** From the least safe to the safest; the last but where another is named is what holds where nothing is said. */
const ranked =
  (values: readonly unknown[], otherwise: unknown = values.at(-1)): Safety =>
  (value) =>
    values.includes(value ?? otherwise) ? values.indexOf(value ?? otherwise) : undefined;
/** A test stage protects what comes behind it; a wave is what is protected. */
const testStage: Safety = (value) =>
  value === undefined
    ? 0
    : typeof value === 'object' && value !== null && 'environment' in value && value.environment !== 'prod'
      ? 1
      : undefined;

const negative = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : -ms);

/** By path, in which `*` is any one part. The first that fits decides. */
const safeties: readonly (readonly [path: string, Safety])[] = [
  ['rung', ranked(rungs)],
  ['timing', absent],
  ['review/approvals', more],
  ['build/unitTests/*', there],
  ['build/network', ranked(['allowed', 'none'])],
  ['components/*/oneBox', there],
  ['components/*/cannotCanary', absent],
  ['components/*/rolling/forward', less],
  ['alarms/*/*', there],
  ['traffic', there],
  ['lookEvery', shorter],
  ['rollback/scope', ranked(['region', 'wave', 'change'])],
  ['related/*', there],
  ['notifications/*', there],
  ['stages/*', testStage],
  ['stages/*/Regions at once', less],
  ['stages/*/tests/*', there],
  ['stages/*/canaries/*', there],
  ['stages/*/loadTest', there],
  ['stages/*/oneBox', ranked([false, true])],
  ['stages/*/regions/*/zones/*/oneBox', absent],
  ['stages/*/onFailure', ranked(['leave', 'rollBack'])],
  ['stages/*/bakes/*', there],
  ['stages/*/bakes/*/for', longer],
  ['stages/*/bakes/*/minimumRequests', more],
  ['stages/*/approval', there],
  ['stages/*/approval/count', more],
  ['stages/*/windows', there],
  ['stages/*/windows/calendars/*', there],
  ['stages/*/alarms/*/*', there],
  ['stages/*/traffic', there],
];

/** What an edit at a path does to safety. */
export function effectOf(path: readonly string[], was: unknown, is: unknown): Effect {
  if (was instanceof Hours && is instanceof Hours) return effectOfHours(was, is);
  if (was instanceof ClosedDays && is instanceof ClosedDays) return effectOfClosed(was, is);
  const safety = safeties.find(([pattern]) => fits(pattern.split('/'), path))?.[1];
  const [before, after] = [safety?.(was), safety?.(is)];
  if (before === undefined || after === undefined || before === after) return 'other';
  return after < before ? 'weaker' : 'stronger';
}

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);

/** Hours that hold the others leave more time to enter. */
export function effectOfHours(was: Hours, is: Hours): Effect {
  if (holds(is, was) === holds(was, is)) return 'other';
  return holds(is, was) ? 'weaker' : 'stronger';
}

/** Closed days that hold the others leave less. */
export function effectOfClosed({ closed: was }: ClosedDays, { closed: is }: ClosedDays): Effect {
  const [more, less] = [was.every((days) => isCovered(days, is)), is.every((days) => isCovered(days, was))];
  if (more === less) return 'other';
  return more ? 'stronger' : 'weaker';
}
