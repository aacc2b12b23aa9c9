import { type Mutation, mutationsOf } from '../../demo/evidence/mutations';
import type { ChangeRecord } from './record';

export interface MutationCount {
  readonly mutations: number;
  /** A sentence for each mutation that did not happen, or did not end. */
  readonly lost: readonly string[];
  /** A sentence for each mutation that happened more than once. */
  readonly doubled: readonly string[];
}

/**
 * Counts the mutations of a change; each must happen exactly once at every target. The calm run says which ones there must be, except in
 * a stage that went back: timing decides how far its Regions came, so there the rule is that what went forward and stayed must go back.
 */
export function countMutations({ outcome, stacks }: ChangeRecord, calm: ChangeRecord): MutationCount {
  const stageBack = outcome.kind === 'rolledBack' ? outcome.stage : undefined;
  const all = stacks.map(({ stack, stage, events }) => {
    const mutations = mutationsOf(stack, events);
    const expected = mutationsIn(calm, stack);
    const missing = stage === stageBack ? notPutBack(mutations) : surplus(expected, mutations);
    return { stack, mutations, missing, extra: stage === stageBack ? [] : surplus(mutations, expected) };
  });
  const sentences = (of: (each: (typeof all)[number]) => readonly string[]) =>
    all.flatMap((each) => of(each).map((sentence) => `${each.stack}: ${sentence}`));
  return {
    mutations: all.reduce((sum, { mutations }) => sum + mutations.length, 0),
    lost: sentences(({ mutations, missing }) => [...unfinished(mutations), ...missing]),
    doubled: sentences(({ mutations, extra }) => [...repeated(mutations), ...extra]),
  };
}

const unfinished = (mutations: readonly Mutation[]): string[] =>
  mutations
    .filter(({ ended }) => ended === 'never')
    .map(({ direction, token }) => `${direction} started and never ended (${token})`);

const repeated = (mutations: readonly Mutation[]): string[] => [
  ...mutations
    .filter(({ starts }) => starts > 1)
    .map(({ direction, token, starts }) => `${direction} started ${starts} times (${token})`),
  ...directions
    .filter((direction) => succeededIn(direction, mutations).length > 1)
    .map((direction) => `${direction} succeeded under several tokens`),
];

const succeededIn = (direction: Mutation['direction'], mutations: readonly Mutation[]): readonly Mutation[] =>
  mutations.filter((mutation) => mutation.direction === direction && mutation.ended === 'succeeded');

/** What went forward and stayed must have been put back, successfully. */
const notPutBack = (mutations: readonly Mutation[]): string[] => {
  const succeeded = mutations.filter(({ ended, direction }) => ended === 'succeeded' && direction !== 'other');
  return succeeded.at(-1)?.direction === 'forward' ? ['went forward and never back'] : [];
};

/** The directions in which `some` has more mutations than `others`. */
const surplus = (some: readonly Mutation[], others: readonly Mutation[]): string[] =>
  directions.flatMap((direction) => {
    const [here, there] = [some, others].map((of) => of.filter((mutation) => mutation.direction === direction).length);
    return (here ?? 0) > (there ?? 0) ? [`${direction} ${here} times in one run and ${there} in the other`] : [];
  });

const directions = ['forward', 'back', 'other'] as const;

function mutationsIn({ stacks }: ChangeRecord, stack: string): Mutation[] {
  return mutationsOf(stack, stacks.find((other) => other.stack === stack)?.events ?? []);
}
