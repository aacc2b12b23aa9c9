/** Finds where two pipelines differ, as paths and values. Judging and describing the edits is left to other files. */

import { parseDuration } from '../model/duration';
import type { Pipeline, Stage } from '../model/pipeline';
import { ClosedDays, Hours, isSameHours } from './hours';
import { normalise } from './normalise';

/** An edit at a path; `undefined` on the side where there is nothing. */
export interface Edit {
  readonly path: readonly string[];
  readonly was: unknown;
  readonly is: unknown;
}

/** Every path at which two pipelines differ. */
export function findEdits(before: Pipeline, after: Pipeline): Edit[] {
  const renames = renamedStages(before, after);
  const stages = before.stages.map((stage) => ({ ...stage, name: renames.get(stage.name) ?? stage.name }));
  const renamed = { ...before, stages };
  return [
    ...[...renames].map(([was, is]) => ({ path: ['stages', is, 'name'], was, is })),
    ...editsBetween(normalise(renamed, after), normalise(after, renamed), []),
    ...widenedStages(renamed, after),
  ];
}

/** New names of stages by the old, for stages that keep their Regions. Otherwise a wave could lose its bakes by getting a new name. */
function renamedStages(before: Pipeline, after: Pipeline): Map<string, string> {
  const onlyIn = (some: Pipeline, other: Pipeline) =>
    some.stages.filter(({ name }) => !other.stages.some((stage) => stage.name === name));
  const regionsOf = ({ environment, regions }: Stage) => `${environment} ${regions.map(({ name }) => name).sort()}`;
  const added = new Map(onlyIn(after, before).map((stage) => [regionsOf(stage), stage.name]));
  return new Map(
    onlyIn(before, after).flatMap((stage) => {
      const name = added.get(regionsOf(stage));
      return name === undefined ? [] : [[stage.name, name]];
    }),
  );
}

/** The number of Regions that take a change together is an edit of its own, because that is how many a bad change can hurt. */
const widenedStages = (before: Pipeline, after: Pipeline): Edit[] =>
  after.stages.flatMap((stage) => {
    const was = before.stages.find(({ name }) => name === stage.name)?.regions.length ?? stage.regions.length;
    const is = stage.regions.length;
    return was === is ? [] : [{ path: ['stages', stage.name, 'Regions at once'], was, is }];
  });

function editsBetween(was: unknown, is: unknown, path: readonly string[]): Edit[] {
  if (isSame(was, is)) return [];
  const [before, after] = [partsOf(was), partsOf(is)];
  if (before === undefined || after === undefined) return [{ path, was, is }];
  const inside = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    editsBetween(before.get(key), after.get(key), [...path, key]),
  );
  return Array.isArray(was) && Array.isArray(is) ? [...inside, ...reordered(was, is, path)] : inside;
}

/** An edit if the items that both lists have are in another order, because a change passes stages, Regions and zones in order. */
function reordered(was: readonly unknown[], is: readonly unknown[], path: readonly string[]): Edit[] {
  const [namesBefore, namesAfter] = [was.map(nameOf), is.map(nameOf)];
  const before = namesBefore.filter((name) => namesAfter.includes(name));
  const after = namesAfter.filter((name) => namesBefore.includes(name));
  return before.join() === after.join() ? [] : [{ path, was: before.join(', '), is: after.join(', ') }];
}

const isSame = (was: unknown, is: unknown): boolean =>
  was instanceof Hours && is instanceof Hours
    ? isSameHours(was, is)
    : JSON.stringify(was) === JSON.stringify(is) || isSameDuration(was, is);

/** `8h` and `480m` are the same duration. */
const isSameDuration = (was: unknown, is: unknown): boolean =>
  typeof was === 'string' &&
  typeof is === 'string' &&
  parseDuration(was) !== undefined &&
  parseDuration(was) === parseDuration(is);

/** The parts of an object by key and those of a list by name; `undefined` if the value is compared as a whole. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Hours || value instanceof ClosedDays) return undefined;
  return new Map(Array.isArray(value) ? value.map((item) => [nameOf(item), item]) : Object.entries(value));
}

/** Related services are named by `service`, notifications by `to`. */
function nameOf(item: unknown): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  return textAt(item, 'name') ?? textAt(item, 'service') ?? textAt(item, 'to') ?? JSON.stringify(item);
}

function textAt(item: object, key: string): string | undefined {
  const value: unknown = Object.entries(item).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : undefined;
}
