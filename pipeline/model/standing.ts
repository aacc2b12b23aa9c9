import type { LevelOutcome } from './outcome';

/** The state of a stage, Region or zone of a change. `not reached`: the change ended before it got there. */
export type Standing =
  | 'ahead'
  | 'waiting'
  | 'under way'
  | 'going back'
  | 'stuck'
  | 'good'
  | 'put back'
  | 'left in place'
  | 'not reached';

/** The state of a level after each outcome. */
export const standingAfter: Readonly<Record<LevelOutcome['kind'], Standing>> = {
  deployed: 'good',
  rolledBack: 'put back',
  cancelled: 'put back',
  leftInPlace: 'left in place',
};

/** Whether a level is still busy or waits for a person. */
export const isOpen = (standing: Standing): boolean => ['waiting', 'under way', 'going back', 'stuck'].includes(standing);
