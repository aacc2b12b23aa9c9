/** A change as a tree for people and programs: stages, Regions, zones, each with where it stands and why. */
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Decision, StuckStep } from '../../pipeline/model/person';

/** Where a part of a change stands. */
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

export interface Branch {
  readonly name: string;
  readonly standing: Standing;
  /** What it does or waits for, with numbers; empty where there is nothing to say. */
  readonly why: string;
  /** When it began, ISO 8601. */
  readonly since?: string;
  readonly below: readonly Branch[];
}

export interface ChangeTree {
  readonly change: string;
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  readonly release?: string;
  /** When it began, ISO 8601. */
  readonly since: string;
  /** When it was looked at, or when it ended. */
  readonly at: string;
  /** What it does just now that is no stage's. */
  readonly doing: string;
  readonly stages: readonly Branch[];
  /** The stage that waits for people to say yes. */
  readonly approval?: string;
  readonly stuck: readonly StuckStep[];
  readonly decisions: readonly Decision[];
  readonly outcome?: ChangeOutcome;
}
