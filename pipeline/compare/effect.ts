/** Whether an edit makes a pipeline safer or less safe. */
import { parseDuration } from '../model/duration';
import { rungs } from '../model/rung';
import { ClosedDays, Hours, includesHours, isClosedThroughout } from './hours';

/** `other`: it changes no guarantee by itself, or only a person can judge it. */
export type Effect = 'weaker' | 'stronger' | 'other';

/** How safe a value is, for comparison with another; `undefined` if that cannot be decided. */
type Safety = (value: unknown) => number | undefined;

/** A higher number is safer; absent counts as 0. */
const more: Safety = (value) => (value === undefined ? 0 : typeof value === 'number' ? value : undefined);
const less: Safety = (value) => (typeof value === 'number' ? -value : undefined);
const longer: Safety = (value) => (typeof value === 'string' ? parseDuration(value) : undefined);
const shorter: Safety = (value) => (typeof value === 'string' ? negative(parseDuration(value)) : undefined);
/** Present is safer. Differences inside it are edits of their own. */
const present: Safety = (value) => (value === undefined ? 0 : 1);
const absent: Safety = (value) => (value === undefined ? 1 : 0);
/** From the least safe to the safest. An absent value counts as `otherwise`, by default the safest. */
const ranked =
  (values: readonly unknown[], otherwise: unknown = values.at(-1)): Safety =>
  (value) =>
    values.includes(value ?? otherwise) ? values.indexOf(value ?? otherwise) : undefined;
/** A test stage protects the stages after it. A wave is what is protected, so its presence says nothing. */
const testStage: Safety = (value) =>
  value === undefined
    ? 0
    : typeof value === 'object' && value !== null && 'environment' in value && value.environment !== 'prod'
      ? 1
      : undefined;

const negative = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : -ms);

/** By path, with `*` for any one part. The first match decides. */
const safeties: readonly (readonly [path: string, Safety])[] = [
  ['rung', ranked(rungs)],
  ['timing', absent],
  ['review/approvals', more],
  ['build/unitTests/*', present],
  ['build/network', ranked(['allowed', 'none'])],
  ['components/*/oneBox', present],
  ['components/*/cannotCanary', absent],
  ['components/*/rolling/forward', less],
  ['alarms/*/*', present],
  ['traffic', present],
  ['lookEvery', shorter],
  ['rollback/scope', ranked(['region', 'wave', 'change'])],
  ['related/*', present],
  ['notifications/*', present],
  ['stages/*', testStage],
  ['stages/*/Regions at once', less],
  ['stages/*/tests/*', present],
  ['stages/*/canaries/*', present],
  ['stages/*/loadTest', present],
  ['stages/*/oneBox', ranked([false, true])],
  ['stages/*/regions/*/zones/*/oneBox', absent],
  ['stages/*/onFailure', ranked(['leave', 'rollBack'])],
  ['stages/*/bakes/*', present],
  ['stages/*/bakes/*/for', longer],
  ['stages/*/bakes/*/minimumRequests', more],
  ['stages/*/approval', present],
  ['stages/*/approval/count', more],
  ['stages/*/windows', present],
  ['stages/*/windows/calendars/*', present],
  ['stages/*/alarms/*/*', present],
  ['stages/*/traffic', present],
];

/** How an edit at a path changes safety. */
export function effectOf(path: readonly string[], was: unknown, is: unknown): Effect {
  if (was instanceof Hours && is instanceof Hours) return effectOfHours(was, is);
  if (was instanceof ClosedDays && is instanceof ClosedDays) return effectOfClosed(was, is);
  const safety = safeties.find(([pattern]) => matches(pattern.split('/'), path))?.[1];
  const [before, after] = [safety?.(was), safety?.(is)];
  if (before === undefined || after === undefined || before === after) return 'other';
  return after < before ? 'weaker' : 'stronger';
}

const matches = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length && pattern.every((part, index) => part === '*' || part === path[index]);

/** Longer hours leave more time to enter, which is weaker. */
export function effectOfHours(was: Hours, is: Hours): Effect {
  if (includesHours(is, was) === includesHours(was, is)) return 'other';
  return includesHours(is, was) ? 'weaker' : 'stronger';
}

/** More closed days leave less time to enter, which is stronger. */
export function effectOfClosed({ closed: was }: ClosedDays, { closed: is }: ClosedDays): Effect {
  const [more, less] = [was.every((days) => isClosedThroughout(days, is)), is.every((days) => isClosedThroughout(days, was))];
  if (more === less) return 'other';
  return more ? 'stronger' : 'weaker';
}
