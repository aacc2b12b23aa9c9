/** What an organisation asks of every pipeline beyond the model: its own rules, and warnings of the model that it makes errors. */
import { type Duration, parseDuration } from '../model/duration';
import type { Bakes, Pipeline } from '../model/pipeline';
import { type Rung, rungs } from '../model/rung';
import { shorterThan } from './evidence/bakes';
import { ownRules } from './problems';
import { error, type Find, type Finding, type Rule } from './rule';
import { stagesOf, wavesOf } from './walk';

/*
 * Each throws where it is told what it cannot ask: a policy that guards nothing must not pass for one.
 */

/**
 * Makes warnings errors, by the names that `check` prints. They are asked from the same rung as before: below it they stay hints, so
 * `productionFrom` belongs with them. Throws where a name is no rule's, and where there is none.
 */
export function asErrors(...names: readonly string[]): Rule[] {
  if (names.length === 0) throw new Error('asErrors() names no rule: write names as check prints them, as in no-one-box');
  return names.map(asError);
}

function asError(name: string): Rule {
  const own = ownRules.find((rule) => rule.name === name);
  if (own === undefined) throw new Error(`${JSON.stringify(name)} is no rule: write a name as check prints it, as in no-one-box`);
  return { ...own, level: 'error' };
}

/**
 * Bakes of production that last at least so long, by what they watch. A bake that a stage leaves out is the model's own error from the
 * rung `rollback` on; below it there need be none, so `productionFrom` belongs with this.
 */
export function bakesAtLeast(least: { readonly [Kind in keyof Bakes]?: Duration }): Rule {
  const wrong = Object.entries(least).find(
    ([kind, length]) => !bakeKinds.includes(kind) || parseDuration(`${length}`) === undefined,
  );
  if (wrong !== undefined || Object.keys(least).length === 0)
    throw new Error(
      `bakesAtLeast(${JSON.stringify(least)}) asks for nothing: write it as in { region: '4h' }, of ${bakeKinds.join(', ')}`,
    );
  return error('bakes-at-least', (pipeline) => wavesOf(pipeline).flatMap((stage) => shorterThan(least, stage, pipeline)), {
    from: 'rollback',
    about: 'time',
  });
}

const bakeKinds: readonly string[] = ['regional', 'oneBox', 'zone', 'region'] satisfies (keyof Bakes)[];

/** Until one Region has shown what a change does, no other takes it. Asked of every rung, so that it holds for who claims less. */
export const firstWaveIsOneRegion = (): Rule => {
  const { from: _, ...rule } = asError('wide-first-wave');
  return rule;
};

/** So many people other than the author approve each commit. */
export function mustReview(approvals = 1): Rule {
  if (!Number.isSafeInteger(approvals) || approvals < 1)
    throw new Error(`mustReview(${approvals}) asks for nobody: write 1 or more`);
  return error('must-review', ({ review }) =>
    review.approvals >= approvals
      ? []
      : [{ path: 'review/approvals', message: `${review.approvals} is too few here: write ${approvals} or more` }],
  );
}

/** Only these people approve, and nothing enters production without one of them. Names are compared as approvals do: without case. */
export const approvalsFrom = (...people: readonly string[]): Rule => {
  if (people.length === 0) throw new Error('approvalsFrom() names nobody, so nobody could approve: name one or more');
  const known = new Set(people.map(plain));
  const strangers: Find = (pipeline) =>
    stagesOf(pipeline).flatMap(({ path, part }) =>
      (part.approval?.approvers ?? [])
        .filter((name) => !known.has(plain(name)))
        .map((name) => ({
          path: `${path}/approval/approvers`,
          message: `${JSON.stringify(name)} may not approve here: ${oneOf(people)}`,
        })),
    );
  return error('approvals-from', (pipeline) => [...unapproved(pipeline, people), ...strangers(pipeline)]);
};

const unapproved = (pipeline: Pipeline, people: readonly string[]): Finding[] =>
  wavesOf(pipeline)
    .slice(0, 1)
    .filter(({ part }) => part.approval === undefined)
    .map(({ path }) => ({ path: `${path}/approval`, message: `there is none before production: ${oneOf(people)}` }));

const oneOf = (people: readonly string[]): string => `name one or more of ${people.join(', ')}`;

const plain = (name: string): string => name.trim().toLowerCase();

/** A release holds nothing that was fetched while it was built. */
export const noNetworkInBuild = (): Rule => asError('build-with-network');

/** Nobody is exempt from the rules about time by saying that the times are shortened. */
export const noShortenedTimes = (): Rule =>
  error('no-shortened-times', ({ timing }) =>
    timing === undefined ? [] : [{ path: 'timing', message: `"${timing}" is for demos: leave it out, and write the real times` }],
  );

/** Every pipeline that reaches production has come at least so far. */
export const productionFrom = (rung: Rung): Rule => {
  if (!rungs.includes(rung)) throw new Error(`productionFrom(${JSON.stringify(rung)}): write one of ${rungs.join(', ')}`);
  return error('production-from', (pipeline) =>
    wavesOf(pipeline).length === 0 || rungs.indexOf(pipeline.rung ?? 'waves') >= rungs.indexOf(rung)
      ? []
      : [{ path: 'rung', message: `"${pipeline.rung}" is too early for production here: come as far as '${rung}' first` }],
  );
};
