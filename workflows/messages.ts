/**
 * What workflows say to each other and what clients say to them. Names and shapes are public for ever: add, never change.
 * Each message takes one JSON object.
 */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Merge } from '../activities/contract';
import type { Pipeline } from '../pipeline/model';
import type { ChangeOutcome } from '../pipeline/outcome';
import type { RegionPlan, StagePlan, ZonePlan } from '../pipeline/plan';
import type { Request, ServiceState } from '../pipeline/service-state';

/** A merge of one pipeline, with the pipeline as it was merged. */
export interface Merged {
  readonly pipeline: Pipeline;
  readonly merge: Merge;
}

export interface ServiceInput {
  readonly service: string;
  /** Handed over by the run before. */
  readonly state?: ServiceState;
}

export interface ChangeInput extends Merged {
  /** Its place among the changes of its pipeline. */
  readonly number: number;
  /** The commit up to which all was reviewed before. */
  readonly base: string | null;
}

/** What every level below a change is told. */
export interface LevelInput {
  readonly change: string;
  readonly service: string;
  readonly pipeline: string;
  readonly release: string;
  readonly merge: Merge;
  readonly stage: string;
  readonly onFailure: StagePlan['onFailure'];
}

export interface WaveInput extends LevelInput {
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

/** To the service: a change was merged. Sent with signal-with-start, any number of times. */
export const merged = defineSignal<[Merged]>('merged');
/** To the service: the review of a change passed, so later ones are looked at from here. */
export const reviewed = defineSignal<[{ change: string }]>('reviewed');
/** To the service: a change stands before the lanes of a stage, its gates open. */
export const arrived = defineSignal<[Request]>('arrived');
/** To the service: a change gives its lanes back; `good` is the release that finished its bake in all of them. */
export const finished = defineSignal<[Request & { good?: string }]>('finished');
/** To the service: what ran in a lane before the first touch was kept as a release. */
export const found = defineSignal<[{ lane: string; pipeline: string; release: string }]>('found');
/** To the service: a change is over. */
export const ended = defineSignal<[{ change: string; outcome: ChangeOutcome }]>('ended');

/** To a change: the lanes of a request are its own. `unknown` names those in which nothing is known to be good yet. */
export const granted = defineSignal<[Request & { unknown: readonly string[] }]>('granted');

/** To a parent: a child is about to put itself back. */
export const failing = defineSignal<[{ from: string; because: string }]>('failing');

/** To a zone, Region or wave whose way back is stuck: try the step again. */
export const retry = defineSignal<[{ by: string; why: string }]>('retry');

/** Of the service: all of it. */
export const traffic = defineQuery<ServiceState>('traffic');
/** Of the service: the release that was last good in a lane. */
export const good = defineQuery<string | null, [{ lane: string; pipeline: string }]>('good');
/** Of a change: how far it is. */
export const progress = defineQuery<Progress>('progress');

/** How far a change is, for people and programs. */
export interface Progress {
  readonly change: string;
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  /** The release's id, once it is built. */
  readonly release?: string;
  readonly doing: string;
  readonly stages: readonly StageProgress[];
  readonly outcome?: ChangeOutcome;
}

export interface StageProgress {
  readonly name: string;
  readonly environment: string;
  readonly regions: readonly string[];
  readonly state: 'ahead' | 'waiting' | 'under way' | 'good' | 'put back' | 'left in place';
  /** One sentence on why it is in this state. */
  readonly because: string;
}
