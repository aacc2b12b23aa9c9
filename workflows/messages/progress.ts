/**
 * How far a change is.
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import { defineQuery } from '@temporalio/workflow';
import type { Obstacle } from '../../pipeline/gates/obstacle';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Decision, StuckStep } from '../../pipeline/model/person';
import type { Trouble } from '../../pipeline/model/trouble';
import type { LevelStatus } from './level-messages';

/** Of a change: how far it is. */
export const progress = defineQuery<Progress>('progress');
/** The memo of a change that has ended: its `Progress`. */
export const progressMemo = 'slipwayProgress';

/** How far a change is, for people and programs. */
export interface Progress {
  readonly change: string;
  readonly service: string;
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  /** When it began, and when it ended, ISO 8601. */
  readonly since: string;
  readonly endedAt?: string;
  /** The release's id, once it is built. */
  readonly release?: string;
  readonly doing: string;
  readonly stages: readonly StageProgress[];
  /** The stage that waits for approvals. */
  readonly approval?: string;
  /** Questions about components that wait for an answer. */
  readonly questions?: readonly OpenQuestion[];
  /** What a person must remove before the change goes on. */
  readonly obstacle?: Obstacle;
  /** Steps of its way back that wait for a person. */
  readonly stuck?: readonly StuckStep[];
  /** What people decided about it, oldest first. */
  readonly decisions?: readonly Decision[];
  readonly outcome?: ChangeOutcome;
  /** Activities of it and of its levels that have failed for minutes and are tried again. */
  readonly troubles?: readonly Trouble[];
}

/** A question that waits for an answer. */
export interface OpenQuestion {
  readonly stage: string;
  readonly component: string;
  /** What it is about, in plain words. */
  readonly rows: readonly string[];
  /** What an answer must have as `rows`, because other rows of the component were asked about before. */
  readonly rowsId?: string;
  /** How many have answered, and who may, as in `0 of 1 approvals; waits for ada, grace`. */
  readonly waitsFor: string;
  /** Since when it waits, and when it expires, ISO 8601. */
  readonly since: string;
  readonly expires: string;
}

export interface StageProgress extends LevelStatus {
  readonly name: string;
  readonly environment: string;
  readonly regions: readonly string[];
  /** The zones of each Region, in the order in which they take a change. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  /** What people should know about the deployment before its first touch: a sentence each. */
  readonly notes?: readonly string[];
}
