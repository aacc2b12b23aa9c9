/** What an organisation asks of every pipeline beyond the model: its own rules, and warnings of the model that it makes errors. */
import type { Duration } from './duration';
import type { Pipeline } from './model';
import { ownRules } from './problems';
import { error, type Find, type Finding, type Rule } from './rule';
import { shorterThan } from './rules/bakes';
import { stagesOf, wavesOf } from './rules/walk';
import { type Rung, rungs } from './rung';

/**
 * Makes warnings errors, by the names that `check` prints. They are asked from the same rung as before; with `beyond-its-rung` among
 * them, nobody gets out of them by claiming less. Throws where a name is no rule's: a policy that guards nothing must not pass for one.
 */
export const asErrors = (...names: readonly string[]): Rule[] => names.map(asError);

function asError(name: string): Rule {
  const own = ownRules.find((rule) => rule.name === name);
  if (own === undefined) throw new Error(`${JSON.stringify(name)} is no rule: write a name as check prints it, as in no-one-box`);
  return { ...own, level: 'error' };
}

/** Bakes of production that last at least so long, by what they watch. A bake that a stage leaves out is the model's own error. */
export const bakesAtLeast = (least: { readonly [Kind in 'regional' | 'oneBox' | 'zone' | 'region']?: Duration }): Rule =>
  error('bakes-at-least', (pipeline) => wavesOf(pipeline).flatMap((stage) => shorterThan(least, stage, pipeline)), {
    from: 'rollback',
    about: 'time',
  });

/** Until one Region has shown what a change does, no other takes it. Asked of every rung, so that it holds for who claims less. */
export const firstWaveIsOneRegion = (): Rule => {
  const { from: _, ...rule } = asError('wide-first-wave');
  return rule;
};

/** So many people other than the author approve each commit. */
export const mustReview = (approvals = 1): Rule =>
  error('must-review', ({ review }) =>
    review.approvals >= approvals
      ? []
      : [{ path: 'review/approvals', message: `${review.approvals} is too few here: write ${approvals} or more` }],
  );

/** Only these people approve, and nothing enters production without one of them. Names are compared as approvals do: without case. */
export const approvalsFrom = (...people: readonly string[]): Rule => {
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
export const productionFrom = (rung: Rung): Rule =>
  error('production-from', (pipeline) =>
    wavesOf(pipeline).length === 0 || rungs.indexOf(pipeline.rung ?? 'waves') >= rungs.indexOf(rung)
      ? []
      : [{ path: 'rung', message: `"${pipeline.rung}" is too early for production here: come as far as '${rung}' first` }],
  );
