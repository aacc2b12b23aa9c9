/** Answers that many tests give, and what calls do before they answer. */
import { CancelledFailure, Context } from '@temporalio/activity';
import { failure } from '../../../activities/attempt/failure';
import type { BakeOutcome } from '../../../activities/contract';
import type { BakePlan } from '../../../pipeline/plan/bake-plan';
import { bakeLine, callLines } from './call-lines';
import type { Answers } from './faked-activities';
import { until } from './until';

/**
 * The default answers, but the calls on these lines (`build`, `forward api usw2-az1`, `bake zone usw2-az1`) run `act` first. If `act` fails,
 * so does the call.
 */
export function beforeCall(lines: string | readonly string[], act: () => Promise<unknown>): Answers {
  const chosen = [lines].flat();
  const actFirst =
    <Input, Answer>(lineOf: (input: Input) => string) =>
    async (input: Input, proceed: (input: Input) => Promise<Answer>): Promise<Answer> => {
      if (chosen.includes(lineOf(input))) await act();
      return await proceed(input);
    };
  return {
    review: actFirst(callLines.review),
    build: actFirst(callLines.build),
    survey: actFirst(callLines.survey),
    gates: actFirst(callLines.gates),
    examine: actFirst(callLines.examine),
    deploy: actFirst(callLines.deploy),
    test: actFirst(callLines.test),
    bake: actFirst(callLines.bake),
  };
}

/** Keeps a call running until a condition holds. If the call is cancelled before, it fails with `CancelledFailure`. */
export async function runUntil(condition: () => boolean): Promise<void> {
  const context = Context.current();
  const mayEnd = () => {
    context.heartbeat();
    return condition() || context.cancellationSignal.aborted;
  };
  await until('a running call may end', mayEnd);
  if (!condition()) throw new CancelledFailure('cancelled, as requested');
}

export const runUntilCancelled = (): Promise<void> => runUntil(() => false);

/** A call that fails in a way that no retry changes. */
export const failWith = (because: string) => async (): Promise<never> => {
  throw failure(because);
};

/** A step of a rollback that fails until a person has fixed the cause. */
export const failUntilFixed = (cause: { readonly isFixed: boolean }) => async (): Promise<void> => {
  if (!cause.isFixed) throw failure('UPDATE_ROLLBACK_FAILED');
};

export const unhealthy: BakeOutcome = { kind: 'unhealthy', because: 'alarm errors fired' };

/** Bakes of one kind are unhealthy, in every zone or in this one. */
export const unhealthyBake =
  (of: BakePlan['of'], zone?: string): NonNullable<Answers['bake']> =>
  async (plan, proceed) =>
    plan.of === of && (zone === undefined || bakeLine(plan) === `bake ${of} ${zone}`) ? unhealthy : await proceed(plan);
