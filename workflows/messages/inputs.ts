/**
 * The inputs of the workflows.
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import type { Merge } from '../../activities/contract';
import type { ServiceState } from '../../pipeline/lanes/state';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { RegionPlan, StagePlan, ZonePlan } from '../../pipeline/plan/plan';
import type { Progress } from './progress';

/** A merge of one pipeline, with the pipeline as it was at that merge. */
export interface Merged {
  readonly pipeline: Pipeline;
  readonly merge: Merge;
}

export interface ServiceInput {
  readonly service: string;
  /** Passed on by the run before. */
  readonly state?: ServiceState;
}

export interface ChangeInput extends Merged {
  /** Its sequence number in its pipeline. */
  readonly number: number;
  /** The newest commit of the pipeline that was reviewed before; `null` for the first change. */
  readonly base: string | null;
  /** Passed on by the run before, between two stages. */
  readonly sofar?: SoFar;
  /** The progress of the run before, if that ended before the release was built. */
  readonly begun?: Progress;
}

/** How far a change has come when it continues as new. */
export interface SoFar {
  readonly release: string;
  /** The number of its newest lane request. */
  readonly ticket: number;
  /** Names and mail addresses of the authors of its commits. */
  readonly authors: readonly string[];
  readonly progress: Progress;
  /** The stage that it waits to enter, if the run before ended while it waited. */
  readonly entering?: Entering;
}

/** A stage before its first touch: its own approval has been given. */
export interface Entering {
  readonly stage: string;
  /** The digests of the questions about it that people have answered with yes. */
  readonly allowed: readonly string[];
  /** The components about which people were asked. */
  readonly asked?: readonly string[];
}

/** What every level below a change is given. */
export interface LevelInput {
  readonly change: string;
  readonly service: string;
  readonly pipeline: string;
  readonly release: string;
  readonly merge: Merge;
  readonly stage: string;
  readonly onFailure: StagePlan['onFailure'];
  /** The digests of the questions about the stage that people have answered with yes before it began. */
  readonly allowed?: readonly string[];
}

export interface StageInput extends LevelInput {
  readonly regions: readonly RegionPlan[];
}

export interface RegionInput extends LevelInput {
  readonly region: RegionPlan;
}

export interface ZoneInput extends LevelInput {
  readonly region: string;
  readonly lane: string;
  readonly zone: ZonePlan;
}
