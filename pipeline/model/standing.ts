import type { LevelOutcome } from './outcome';

/** Where a change's stage, Region or zone stands. `not reached` is said of a change that ended before it came there. */
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

/** How a level stands after each way to end. */
export const standingAfter: Readonly<Record<LevelOutcome['kind'], Standing>> = {
  deployed: 'good',
  rolledBack: 'put back',
  cancelled: 'put back',
  leftInPlace: 'left in place',
};

/** Whether something happens there now, or somebody is waited for. */
export const isOpen = (standing: Standing): boolean => ['waiting', 'under way', 'going back', 'stuck'].includes(standing);
