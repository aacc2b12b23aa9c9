/** What an edit of a pipeline alters, and whether a change is then less safe than before. Whatever differs is said. */

import { parseDuration } from './duration';
import { type Effect, effectOf } from './effect';
import { lengthOf } from './length';
import type { Pipeline, Stage } from './model';

export interface Difference {
  /** Where, as in the problems of a check: `stages/second/bakes/region/for`. */
  readonly path: string;
  readonly effect: Effect;
  /** One sentence: `Region bake of wave second 4 h → 30 min: weaker`. */
  readonly says: string;
}

/** Every difference between two pipelines, what is weaker first. */
export function differences(before: Pipeline, after: Pipeline): Difference[] {
  const found = between(withEffective(before, after), withEffective(after, before), []);
  const all = [...found, ...widened(before, after)].map((edit) => differenceOf(edit, { before, after }));
  return order.flatMap((effect) => all.filter((difference) => difference.effect === effect));
}

const order: readonly Effect[] = ['weaker', 'stronger', 'other'];

/** An edit at a path; `undefined` on one side is what is not there. */
interface Edit {
  readonly path: readonly string[];
  readonly was: unknown;
  readonly is: unknown;
}

/** A stage that says nothing of alarms and traffic has the pipeline's: where either side has its own, what holds is compared. */
const withEffective = (pipeline: Pipeline, other: Pipeline): Pipeline => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => {
    const same = other.stages.find(({ name }) => name === stage.name);
    const own = { ...((stage.alarms ?? same?.alarms) ? { alarms: stage.alarms ?? pipeline.alarms } : {}) };
    const traffic = stage.traffic ?? (same?.traffic && pipeline.traffic);
    return { ...stage, ...own, ...(traffic && { traffic }) };
  }),
});

/** How many Regions take a change together is how much it can hurt at once. */
const widened = (before: Pipeline, after: Pipeline): Edit[] =>
  after.stages.flatMap((stage) => {
    const was = before.stages.find(({ name }) => name === stage.name)?.regions.length ?? stage.regions.length;
    const is = stage.regions.length;
    return was === is ? [] : [{ path: ['stages', stage.name, 'Regions at once'], was, is }];
  });

function between(was: unknown, is: unknown, path: readonly string[]): Edit[] {
  if (JSON.stringify(was) === JSON.stringify(is) || isSameTime(was, is)) return [];
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

/** `8h` and `480m` are one length of time, written twice. */
const isSameTime = (was: unknown, is: unknown): boolean =>
  typeof was === 'string' &&
  typeof is === 'string' &&
  parseDuration(was) !== undefined &&
  parseDuration(was) === parseDuration(is);

/** The parts of an object by their names, those of a list by their own; `undefined` of what has none. */
function partsOf(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Array.isArray(value) ? value.map((item) => [nameOf(item), item]) : Object.entries(value));
}

function nameOf(item: unknown): string {
  if (typeof item === 'string') return item;
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : JSON.stringify(item);
}

function differenceOf({ path, was, is }: Edit, { before, after }: { before: Pipeline; after: Pipeline }): Difference {
  const effect = effectOf(path, was, is);
  const subject = subjectOf(path, [...after.stages, ...before.stages]);
  return { path: path.join('/'), effect, says: `${subject} ${editOf(was, is)}${effect === 'other' ? '' : `: ${effect}`}` };
}

/** What a path is about, as people say it. */
function subjectOf([top, name, ...rest]: readonly string[], stages: readonly Stage[]): string {
  const stage = top === 'stages' ? stages.find((one) => one.name === name) : undefined;
  if (stage === undefined) return [top, name, ...rest].filter((part) => part !== undefined).join(' ');
  const where = `${stage.environment === 'prod' ? 'wave' : 'stage'} ${stage.name}`;
  return rest.length === 0 ? where : `${aboutStage(rest)} of ${where}`;
}

const bakeNames: Readonly<Record<string, string>> = {
  regional: 'regional bake',
  oneBox: 'one-box bake',
  zone: 'zone bake',
  region: 'Region bake',
};

function aboutStage(parts: readonly string[]): string {
  const [first, kind, ...rest] = parts;
  if (first !== 'bakes' || kind === undefined) return parts.join(' ');
  const of = rest.filter((part) => part !== 'for').join(' ');
  return `${of === '' ? '' : `${of} of the `}${bakeNames[kind] ?? kind}`;
}

function editOf(was: unknown, is: unknown): string {
  if (was === undefined) return `is new${shown(is) === '' ? '' : ` (${shown(is)})`}`;
  if (is === undefined) return `is gone${shown(was) === '' ? '' : ` (it was ${shown(was)})`}`;
  return `${shown(was) || 'as it was'} → ${shown(is) || 'another'}`;
}

/** A value that fits into a sentence; empty for one that does not. */
function shown(value: unknown): string {
  if (typeof value === 'object') return '';
  const ms = typeof value === 'string' ? parseDuration(value) : undefined;
  return ms === undefined ? String(value) : lengthOf(ms);
}
