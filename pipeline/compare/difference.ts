/** How an edit of a pipeline changes what applies, and whether changes are less safe after it. Reports every difference. */

import type { Pipeline, Stage } from '../model/pipeline';
import { describeEdit, describeSubject } from './describe-edit';
import { type Edit, findEdits } from './edits';
import { type Effect, effectOf } from './effect';
import { ClosedDays, Hours } from './hours';

export interface Difference {
  /** Where, as in the problems of a check: `stages/second/bakes/region/for`. */
  readonly path: string;
  readonly effect: Effect;
  /** `Region bake of wave second 4 h → 30 min: weaker`. */
  readonly sentence: string;
}

/** Every difference between two pipelines, one per path, weaker ones first. */
export const differences = (before: Pipeline, after: Pipeline): Difference[] =>
  judgedEdits(before, after).map((edit) => ({ path: edit.path.join('/'), effect: edit.effect, sentence: describe([edit]) }));

/** The differences as sentences for people. An edit that several stages share is one sentence, at the first of them. */
export const describeDifferences = (before: Pipeline, after: Pipeline): string[] => {
  const groups = new Map<string, JudgedEdit[]>();
  for (const edit of judgedEdits(before, after)) {
    const { subject, path, change, remark, stage } = edit;
    const key = subject === '' ? path.join('/') : JSON.stringify([subject, change, remark, stage?.kind]);
    groups.set(key, [...(groups.get(key) ?? []), edit]);
  }
  return [...groups.values()].map(describe);
};

/** An edit by its effect and the parts of its sentence. */
interface JudgedEdit {
  readonly path: readonly string[];
  readonly effect: Effect;
  /** Empty if it is the stage itself. */
  readonly subject: string;
  readonly stage?: { readonly kind: 'wave' | 'stage'; readonly name: string };
  readonly change: string;
  /** What it means for safety; empty if nothing can be said. */
  readonly remark: string;
}

const order: readonly Effect[] = ['weaker', 'stronger', 'other'];

function judgedEdits(before: Pipeline, after: Pipeline): JudgedEdit[] {
  const edits = findEdits(before, after);
  const judged = edits.map((edit) => judgeEdit(edit, { all: edits, stages: [...after.stages, ...before.stages] }));
  return order.flatMap((effect) => judged.filter((edit) => edit.effect === effect));
}

function judgeEdit(
  edit: Edit,
  { all, stages }: { readonly all: readonly Edit[]; readonly stages: readonly Stage[] },
): JudgedEdit {
  const { path, was, is } = edit;
  const [top, name, ...rest] = path;
  const stage = top === 'stages' ? stages.find((one) => one.name === name) : undefined;
  const effect = effectOf(path, was, is);
  const remark = effect === 'other' ? remarkOn(edit, all) : effect;
  if (stage === undefined) return { path, effect, subject: describeSubject(path), change: describeEdit(edit), remark };
  const kind = stage.environment === 'prod' ? 'wave' : 'stage';
  return { path, effect, subject: describeSubject(rest), stage: { kind, name: stage.name }, change: describeEdit(edit), remark };
}

/** For edits that are neither weaker nor stronger although they could look so. */
function remarkOn({ path, was, is }: Edit, all: readonly Edit[]): string {
  if ([was, is].every((value) => value instanceof Hours || value instanceof ClosedDays)) return 'only a person can judge it';
  return path[2] === 'approval' && path[3] === 'approvers' && path.length === 5 ? remarkOnApprovers(path.slice(0, 3), all) : '';
}

/** Empty if the number of needed approvals changes too: that edit has a remark of its own. */
function remarkOnApprovers(approval: readonly string[], all: readonly Edit[]): string {
  const here = all.filter(({ path }) => approval.every((part, index) => part === path[index]));
  if (here.some(({ path }) => path[3] === 'count')) return '';
  const people = here.filter(({ path }) => path[3] === 'approvers' && path.length === 5);
  const more = people.filter(({ was }) => was === undefined).length - people.filter(({ is }) => is === undefined).length;
  return `${more === 0 ? 'other' : more < 0 ? 'fewer' : 'more'} people can approve, and as many as before must`;
}

/** One sentence for edits that differ only in their stage. */
function describe(edits: readonly JudgedEdit[]): string {
  const [first] = edits;
  if (first === undefined) return '';
  const { subject, stage, change, remark } = first;
  const names = edits.flatMap((edit) => (edit.stage === undefined ? [] : [edit.stage.name]));
  const where = stage && `${stage.kind}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
  const about = [subject, where ?? ''].filter((text) => text !== '').join(' of ');
  return `${about} ${change}${remark === '' ? '' : `: ${remark}`}`;
}
