import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { type Evidence, eventsSince } from '../../demo/evidence/evidence';
import type { ChangeOutcome } from '../../pipeline/model/outcome';

/** How one change ended, and what it did to every stack of its pipeline. */
export interface ChangeRecord {
  readonly outcome: ChangeOutcome;
  readonly stacks: readonly { readonly stack: string; readonly stage: string; readonly events: readonly StackEvent[] }[];
}

/** The record of a story's change, without earlier events. */
export const recordOf = ({ outcome, before, after }: Evidence): ChangeRecord => ({
  outcome,
  stacks: after.map((target) => ({ stack: target.stack, stage: target.stage, events: eventsSince(before, target) })),
});
