/** Ready-made rules for an organisation's policy: what it asks of every pipeline beyond the built-in rules. */
import { type Duration, parseDuration } from '../model/duration';
import type { Bakes, Pipeline } from '../model/pipeline';
import { type Rung, rungs } from '../model/rung';
import { bakesShorterThan } from './evidence/bakes';
import { builtInRules } from './problems';
import { error, type Find, type Finding, type Rule } from './rule';
import { stagesOf, wavesOf } from './walk';

/*
 * Each function throws if its arguments ask for nothing: a policy that guards nothing must not look like one that does.
 */

/**
 * Turns warnings into errors, by the names that `check` prints. They still apply from the same rung on and are hints below it, so combine
 * this with `productionFrom`. Throws without a name or with one that is not a rule.
 */
export function asErrors(...names: readonly string[]): Rule[] {
  if (names.length === 0)
    throw new Error('asErrors() names no rule: write names of rules as check prints them, as in no-one-box');
  return names.map(asError);
}

function asError(name: string): Rule {
  const own = builtInRules.find((rule) => rule.name === name);
  if (own === undefined)
    throw new Error(`${JSON.stringify(name)} is not a rule: write a name as check prints it, as in no-one-box`);
  return { ...own, level: 'error' };
}

/**
 * Minimum times for the bakes of production. A missing bake is already an error from the rung `rollback` on. Below that rung there may be
 * none, so combine this with `productionFrom`.
 */
export function bakesAtLeast(minimums: { readonly [Kind in keyof Bakes]?: Duration }): Rule {
  const wrong = Object.entries(minimums).find(
    ([kind, length]) => !bakeKinds.includes(kind) || parseDuration(`${length}`) === undefined,
  );
  if (wrong !== undefined || Object.keys(minimums).length === 0)
    throw new Error(
      `bakesAtLeast(${JSON.stringify(minimums)}) sets no minimum: write it as in { region: '4h' }, for any of ${bakeKinds.join(', ')}`,
    );
  return error(
    'bakes-at-least',
    (pipeline) => wavesOf(pipeline).flatMap((stage) => bakesShorterThan(minimums, stage, pipeline)),
    {
      from: 'rollback',
      about: 'time',
    },
  );
}

const bakeKinds: readonly string[] = ['regional', 'oneBox', 'zone', 'region'] satisfies (keyof Bakes)[];

/** The first wave must be a single Region, on every rung. */
export const firstWaveIsOneRegion = (): Rule => {
  const { from: _, ...rule } = asError('wide-first-wave');
  return rule;
};

/** Each commit needs this many approvals of people other than its author. */
export function mustReview(approvals = 1): Rule {
  if (!Number.isSafeInteger(approvals) || approvals < 1)
    throw new Error(`mustReview(${approvals}) is not a number of people: write 1 or more`);
  return error('must-review', ({ review }) =>
    review.approvals >= approvals
      ? []
      : [
          {
            path: 'review/approvals',
            message: `${review.approvals} is less than the policy requires: write ${approvals} or more`,
          },
        ],
  );
}

/** Only these people may approve, and production needs an approval. Names are compared without case, as votes are. */
export const approvalsFrom = (...people: readonly string[]): Rule => {
  if (people.length === 0) throw new Error('approvalsFrom() names nobody, so nobody could approve: name at least one person');
  const known = new Set(people.map(plain));
  const strangers: Find = (pipeline) =>
    stagesOf(pipeline).flatMap(({ path, part }) =>
      (part.approval?.approvers ?? [])
        .filter((name) => !known.has(plain(name)))
        .map((name) => ({
          path: `${path}/approval/approvers`,
          message: `${JSON.stringify(name)} is not an approver that the policy allows: ${oneOf(people)}`,
        })),
    );
  return error('approvals-from', (pipeline) => [...unapproved(pipeline, people), ...strangers(pipeline)]);
};

/** An entry of a policy that is no rule: people who may allow what may replace data. */
export interface MayReplace {
  readonly mayReplace: readonly string[];
}

/**
 * People who may allow a deployment of which CloudFormation says only that it may replace something with data, in stages without
 * approvers; one of them suffices, but never an author of the change. Several entries add up. Throws if it names nobody.
 */
export function mayReplace(people: readonly string[]): MayReplace {
  const isNames = Array.isArray(people) && people.every((name) => typeof name === 'string' && name.trim() !== '');
  if (!isNames || people.length === 0)
    throw new Error(
      `mayReplace(${JSON.stringify(people)}) names nobody, so nobody could allow it: write a list, as in ['ada', 'grace']`,
    );
  return { mayReplace: people };
}

const unapproved = (pipeline: Pipeline, people: readonly string[]): Finding[] =>
  wavesOf(pipeline)
    .slice(0, 1)
    .filter(({ part }) => part.approval === undefined)
    .map(({ path }) => ({
      path: `${path}/approval`,
      message: `is missing, but the policy requires one before production: ${oneOf(people)}`,
    }));

const oneOf = (people: readonly string[]): string => `name one or more of ${people.join(', ')}`;

const plain = (name: string): string => name.trim().toLowerCase();

/** Builds may not use the network. */
export const noNetworkInBuild = (): Rule => asError('build-with-network');

/** Pipelines may not shorten their times, which would exempt them from the rules about time. */
export const noShortenedTimes = (): Rule =>
  error('no-shortened-times', ({ timing }) =>
    timing === undefined ? [] : [{ path: 'timing', message: `"${timing}" is for demos: remove it, and write the real times` }],
  );

/** Every pipeline with production must claim at least this rung. */
export const productionFrom = (rung: Rung): Rule => {
  if (!rungs.includes(rung))
    throw new Error(`productionFrom(${JSON.stringify(rung)}) does not name a rung: write one of ${rungs.join(', ')}`);
  return error('production-from', (pipeline) =>
    wavesOf(pipeline).length === 0 || rungs.indexOf(pipeline.rung ?? 'waves') >= rungs.indexOf(rung)
      ? []
      : [{ path: 'rung', message: `"${pipeline.rung}" is too low for production here: reach '${rung}' first` }],
  );
};
