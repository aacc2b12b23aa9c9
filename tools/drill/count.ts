import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { type Mutation, mutationsOf } from '../../demo/evidence/mutations';
import type { ChangeOutcome } from '../../pipeline/model/outcome';

/** What one change did to every stack of its pipeline. */
export interface Deeds {
  readonly outcome: ChangeOutcome;
  readonly stacks: readonly { readonly stack: string; readonly stage: string; readonly events: readonly StackEvent[] }[];
}

export interface Count {
  /** How many acts were seen. */
  readonly seen: number;
  /** A sentence for each act that did not happen, or never ended. */
  readonly lost: readonly string[];
  /** A sentence for each act that happened more than once. */
  readonly doubled: readonly string[];
}

/**
 * Counts the acts of a change, each of which every target must have seen once. How far the Regions of a stage that goes back came is a
 * matter of timing, so there it is the rule that counts: what went forward and stayed must have gone back. Everywhere else the calm run
 * says what there has to be.
 */
export function count({ outcome, stacks }: Deeds, calm: Deeds): Count {
  const wentBack = outcome.kind === 'rolledBack' ? outcome.stage : undefined;
  const all = stacks.map(({ stack, stage, events }) => {
    const mutations = mutationsOf(stack, events);
    const missing = stage === wentBack ? notPutBack(mutations) : shortOf(mutationsIn(calm, stack), mutations);
    return { stack, mutations, missing, extra: stage === wentBack ? [] : shortOf(mutations, mutationsIn(calm, stack)) };
  });
  const told = (of: (each: (typeof all)[number]) => readonly string[]) =>
    all.flatMap((each) => of(each).map((what) => `${each.stack}: ${what}`));
  return {
    seen: all.reduce((sum, { mutations }) => sum + mutations.length, 0),
    lost: told(({ mutations, missing }) => [...unended(mutations), ...missing]),
    doubled: told(({ mutations, extra }) => [...repeated(mutations), ...extra]),
  };
}

const unended = (mutations: readonly Mutation[]): string[] =>
  mutations.filter(({ ended }) => ended === 'never').map(({ way, token }) => `${way} began and never ended (${token})`);

const repeated = (mutations: readonly Mutation[]): string[] => [
  ...mutations.filter(({ begun }) => begun > 1).map(({ way, token, begun }) => `${way} began ${begun} times (${token})`),
  ...ways
    .filter((way) => mutations.filter((mutation) => mutation.way === way && mutation.ended === 'kept').length > 1)
    .map((way) => `${way} was carried out under several tokens`),
];

/** What went forward and stayed must have come back, and that must have stayed. */
const notPutBack = (mutations: readonly Mutation[]): string[] => {
  const stayed = mutations.filter(({ ended, way }) => ended === 'kept' && way !== 'other');
  return stayed.at(-1)?.way === 'forward' ? ['went forward and never back'] : [];
};

/** The ways that `some` have seen more often than `others`. */
const shortOf = (some: readonly Mutation[], others: readonly Mutation[]): string[] =>
  ways.flatMap((way) => {
    const [here, there] = [some, others].map((of) => of.filter((mutation) => mutation.way === way).length);
    return (here ?? 0) > (there ?? 0) ? [`${way} ${here} times in one run and ${there} in the other`] : [];
  });

const ways = ['forward', 'back', 'other'] as const;

function mutationsIn({ stacks }: Deeds, stack: string): Mutation[] {
  return mutationsOf(stack, stacks.find((other) => other.stack === stack)?.events ?? []);
}
