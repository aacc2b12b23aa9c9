/** What an edit of a pipeline alters, and whether a change is then less safe than before. Whatever differs is said. */

import type { Pipeline, Stage } from '../model/pipeline';
import { editWords, subjectOf } from './describe-edit';
import { type Edit, edits } from './edits';
import { type Effect, effectOf } from './effect';
import { ClosedDays, Hours } from './hours';

export interface Difference {
  /** Where, as in the problems of a check: `stages/second/bakes/region/for`. */
  readonly path: string;
  readonly effect: Effect;
  /** One sentence: `Region bake of wave second 4 h → 30 min: weaker`. */
  readonly says: string;
}

/** Every difference between two pipelines, a place each, what is weaker first. */
export const differences = (before: Pipeline, after: Pipeline): Difference[] =>
  told(before, after).map((one) => ({ path: one.path.join('/'), effect: one.effect, says: sentence([one]) }));

/** The same for people: an edit that several stages share is one sentence, at the first of them. */
export const differenceLines = (before: Pipeline, after: Pipeline): string[] => {
  const groups = new Map<string, Told[]>();
  for (const one of told(before, after)) {
    const key = one.subject === '' ? one.path.join('/') : JSON.stringify([one.subject, one.edit, one.verdict, one.stage?.kind]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(sentence);
};

/** A difference by the parts of its sentence. */
interface Told {
  readonly path: readonly string[];
  readonly effect: Effect;
  /** Empty where it is the stage itself. */
  readonly subject: string;
  readonly stage?: { readonly kind: 'wave' | 'stage'; readonly name: string };
  readonly edit: string;
  /** What it comes to; empty where nothing can be said of that. */
  readonly verdict: string;
}

const order: readonly Effect[] = ['weaker', 'stronger', 'other'];

function told(before: Pipeline, after: Pipeline): Told[] {
  const all = edits(before, after);
  const found = all.map((edit) => toldOf(edit, { all, stages: [...after.stages, ...before.stages] }));
  return order.flatMap((effect) => found.filter((one) => one.effect === effect));
}

function toldOf(edit: Edit, { all, stages }: { readonly all: readonly Edit[]; readonly stages: readonly Stage[] }): Told {
  const { path, was, is } = edit;
  const [top, name, ...rest] = path;
  const stage = top === 'stages' ? stages.find((one) => one.name === name) : undefined;
  const effect = effectOf(path, was, is);
  const verdict = effect === 'other' ? remarkOn(edit, all) : effect;
  if (stage === undefined) return { path, effect, subject: subjectOf(path), edit: editWords(edit), verdict };
  const kind = stage.environment === 'prod' ? 'wave' : 'stage';
  return { path, effect, subject: subjectOf(rest), stage: { kind, name: stage.name }, edit: editWords(edit), verdict };
}

/** Where neither word holds, and it could look as if one did. */
function remarkOn({ path, was, is }: Edit, all: readonly Edit[]): string {
  if ([was, is].every((value) => value instanceof Hours || value instanceof ClosedDays)) return 'only a person can tell';
  return path[2] === 'approval' && path[3] === 'approvers' && path.length === 5 ? whoCan(path.slice(0, 3), all) : '';
}

/** How many must say yes is a difference of its own, and then says what it comes to. */
function whoCan(approval: readonly string[], all: readonly Edit[]): string {
  const here = all.filter(({ path }) => approval.every((part, index) => part === path[index]));
  if (here.some(({ path }) => path[3] === 'count')) return '';
  const people = here.filter(({ path }) => path[3] === 'approvers' && path.length === 5);
  const more = people.filter(({ was }) => was === undefined).length - people.filter(({ is }) => is === undefined).length;
  return `${more === 0 ? 'others' : more < 0 ? 'fewer' : 'more'} can say yes, and as many must`;
}

function sentence(same: readonly Told[]): string {
  const [first] = same;
  if (first === undefined) return '';
  const { subject, stage, edit, verdict } = first;
  const names = same.flatMap((one) => (one.stage === undefined ? [] : [one.stage.name]));
  const where = stage && `${stage.kind}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
  const about = [subject, where ?? ''].filter((words) => words !== '').join(' of ');
  return `${about} ${edit}${verdict === '' ? '' : `: ${verdict}`}`;
}
