import type { Activities } from '../../../../activities/contract';

/** One call of an activity as the fake activities saw it: all its attempts together. */
export interface RecordedCall {
  /** The workflow that made the call, as `levelOf` names it. */
  readonly level: string;
  readonly activity: keyof Activities;
  /** What was asked for, in one line: `forward table eu-west-1`. */
  readonly description: string;
  /** Counts the calls with this description in its workflow, from 1. */
  readonly occurrence: number;
  /** How often it was attempted. Another look after "not yet" is not a new attempt. */
  readonly attempts: number;
  readonly outcome: CallOutcome;
}

/** `stopped` was cancelled, or its workflow no longer waits for it. */
export type CallOutcome = 'succeeded' | 'stopped' | 'failed';

/** Names a workflow by its id: `service`, `change`, or the path of a level below the change, `change/second/eu-west-1`. */
export function levelOf(workflowId: string): string {
  const [root = '', , ...below] = workflowId.split('/');
  return root === 'service' ? root : ['change', ...below].join('/');
}

/** Sorts levels for printing: the service, the change, then each level after its parent. */
export function byLevel(one: string, other: string): number {
  const [a, b] = [one, other].map((level) => (level === 'service' ? '' : level));
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}

/** Whether two calls, possibly of two scenarios, are the same point in the change. */
export const isSameCall = (one: RecordedCall, other: RecordedCall): boolean =>
  one.level === other.level && one.description === other.description && one.occurrence === other.occurrence;

/** The call's name in the golden files: `build`, or `build, call 2`. */
export const callName = ({ description, occurrence }: RecordedCall): string =>
  occurrence === 1 ? description : `${description}, call ${occurrence}`;
