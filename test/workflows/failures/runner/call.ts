import type { Activities } from '../../../../activities/contract';

/** One call of an activity as the hands saw it: all its attempts together. */
export interface Call {
  /** The workflow that called, as `levelOf` names it. */
  readonly level: string;
  readonly act: keyof Activities;
  /** What was to be done, as one line. */
  readonly line: string;
  /** Which of the calls with this line it is in its workflow, from 1. */
  readonly nth: number;
  /** How often it was told. A further look after "not yet" does not count. */
  readonly told: number;
  readonly end: End;
}

/** How a call ended; one that never did was stopped, or its workflow waits for it no longer. */
export type End = 'well' | 'stopped' | 'broke';

/** Whom a call belongs to: `service`, `change`, or a level below it by its path, `change/second/eu-west-1`. */
export function levelOf(workflow: string): string {
  const [root = '', , ...below] = workflow.split('/');
  return root === 'service' ? root : ['change', ...below].join('/');
}

/** Sorts levels as they are told: the service, which starts the change, then the change, then what is below, each under its parent. */
export function byLevel(one: string, other: string): number {
  const [a, b] = [one, other].map((level) => (level === 'service' ? '' : level));
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}

/** Whether two calls, of two stories perhaps, are the same one. */
export const isSame = (one: Call, other: Call): boolean =>
  one.level === other.level && one.line === other.line && one.nth === other.nth;

/** A call as people read it. */
export const nameOf = ({ line, nth }: Call): string => (nth === 1 ? line : `${line}, call ${nth}`);
