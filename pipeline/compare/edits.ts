/** Where two pipelines differ, as paths and values: nothing judged, nothing worded. */

import { parseDuration } from '../model/duration';
import type { Pipeline, Stage } from '../model/pipeline';
import { comparable } from './normalise';
import { ClosedDays, Hours, isSameHours } from './hours';

/** An edit at a path; `undefined` on one side is what is not there. */
export interface Edit {
  readonly path: readonly string[];
  readonly was: unknown;
  readonly is: unknown;
}

/** Every place at which two pipelines differ. */
export function edits(before: Pipeline, after: Pipeline): Edit[] {
  const renames = renamed(before, after);
  const stages = before.stages.map((stage) => ({ ...stage, name: renames.get(stage.name) ?? stage.name }));
  const old = { ...before, stages };
  return [
    ...[...renames].map(([was, is]) => ({ path: ['stages', is, 'name'], was, is })),
    ...between(comparable(old, after), comparable(after, old), []),
    ...widened(old, after),
  ];
}

/** Stages by their old names that go on under new ones, over the same Regions: else a wave could lose its guards with its name. */
function renamed(before: Pipeline, after: Pipeline): Map<string, string> {
  const without = (some: Pipeline, other: Pipeline) =>
    some.stages.filter(({ name }) => !other.stages.some((stage) => stage.name === name));
  const placeOf = ({ environment, regions }: Stage) => `${environment} ${regions.map(({ name }) => name).sort()}`;
  const added = new Map(without(after, before).map((stage) => [placeOf(stage), stage.name]));
  return new Map(
    without(before, after).flatMap((stage) => {
      const name = added.get(placeOf(stage));
      return name === undefined ? [] : [[stage.name, name]];
    }),
  );
}

/** How many Regions take a change together is how much it can hurt at once. */
const widened = (before: Pipeline, after: Pipeline): Edit[] =>
  after.stages.flatMap((stage) => {
    const was = before.stages.find(({ name }) => name === stage.name)?.regions.length ?? stage.regions.length;
    const is = stage.regions.length;
    return was === is ? [] : [{ path: ['stages', stage.name, 'Regions at once'], was, is }];
  });

function between(was: unknown, is: unknown, path: readonly string[]): Edit[] {
  if (isSame(was, is)) return [];
  const [old, anew] = [partsOf(was), partsOf(is)];
  if (old === undefined || anew === undefined) return [{ path, was, is }];
  const inside = [...new Set([...old.keys(), ...anew.keys()])].flatMap((key) =>
    between(old.get(key), anew.get(key), [...path, key]),
  );
  return Array.isArray(was) && Array.isArray(is) ? [...inside, ...reordered(was, is, path)] : inside;
}

/** What both lists have, where it stands in another order: stages, Regions and zones are passed in theirs. */
function reordered(was: readonly unknown[], is: readonly unknown[], path: readonly string[]): Edit[] {
  const [old, anew] = [was.map(nameOf), is.map(nameOf)];
  const [before, after] = [old.filter((name) => anew.includes(name)), anew.filter((name) => old.includes(name))];
  return before.join() === after.join() ? [] : [{ path, was: before.join(', '), is: after.join(', ') }];
}

const isSame = (was: unknown, is: unknown): boolean =>
  was instanceof Hours && is instanceof Hours
    ? isSameHours(was, is)
    : JSON.stringify(was) === JSON.stringify(is) || isSameTime(was, is);

/** `8h` and `480m` are one length of time, written twice. */
const isSameTime = (was: unknown, is: unknown): boolean =>
  typeof was === 'string' &&
  typeof is === 'string' &&
  parseDuration(was) !== undefined &&
  parseDuration(was) === parseDuration(is);

/** The parts of an object by their names, those of a list by their own; `undefined` of what has none. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Hours || value instanceof ClosedDays) return undefined;
  return new Map(Array.isArray(value) ? value.map((item) => [nameOf(item), item]) : Object.entries(value));
}

function nameOf(item: unknown): string {
  if (typeof item === 'string') return item;
  const name =
    typeof item === 'object' && item !== null
      ? (valueAt(item, 'name') ?? valueAt(item, 'service') ?? valueAt(item, 'to'))
      : undefined;
  return name ?? JSON.stringify(item);
}

/** Related services and notifications have no name of their own. */
function valueAt(item: object, key: string): string | undefined {
  const value: unknown = Object.entries(item).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : undefined;
}
