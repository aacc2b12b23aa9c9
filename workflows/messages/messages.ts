/**
 * What workflows say to each other and what clients say to them. Names and shapes are public for ever: add, never change.
 * Each message takes one JSON object.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Merge } from '../../activities/contract';
import type { Request, ServiceState } from '../../pipeline/lanes/state';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Attribution, Decision, StuckStep } from '../../pipeline/model/person';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { RegionPlan, StagePlan, ZonePlan } from '../../pipeline/plan/plan';

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
  /** Handed over by the run before, between two stages. */
  readonly sofar?: SoFar;
}

/** How far a change has come when it continues as new. */
export interface SoFar {
  readonly release: string;
  /** The newest ticket that it asked with. */
  readonly ticket: number;
  /** Names and addresses of who wrote it. */
  readonly authors: readonly string[];
  readonly told: Progress;
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
/** To the service: another version of the workers is current. It only wakes the service, which then sees for itself and moves there. */
export const replaced = defineSignal<[{ current: string }]>('replaced');

/** To a change: the lanes of a request are its own. `unknown` names those in which nothing is known to be good yet. */
export const granted = defineSignal<[Request & { unknown: readonly string[] }]>('granted');

/** To a parent: a child is about to put itself back. */
export const failing = defineSignal<[{ from: string; because: string }]>('failing');

/** To a change: a step of its way back is stuck. */
export const stuck = defineSignal<[StuckStep]>('stuck');
/** To a change: a person has spoken, and the way back goes on there. */
export const goesOn = defineSignal<[{ at: string }]>('goesOn');

/**
 * A person's word to a change whose way back is stuck, or to the zone, Region or wave that is stuck: try the step again. `at` names the
 * workflow that is stuck, by its id or the end of it, where a change has several; without it all are tried again.
 */
export const retry = defineSignal<[Attribution & { at?: string }]>('retry');
/** The same as an update, to a change only: rejected with a sentence where nothing waits for it; answers where it goes on. */
export const retryUpdate = defineUpdate<Reply, [Attribution & { at?: string }]>('retry');

/** Likewise: the step is not undone, because a person put right by hand what is there. `release` names it, or is `found`. */
export const accept = defineSignal<[AcceptCommand]>('accept');
export const acceptUpdate = defineUpdate<Reply, [AcceptCommand]>('accept');

/** A person's word to a change: stop, and put back what is not good yet. A way back that has begun goes on. */
export const cancel = defineSignal<[Attribution]>('cancel');
export const cancelUpdate = defineUpdate<Reply, [Attribution]>('cancel');

export interface AcceptCommand extends Attribution {
  readonly release: string;
  readonly at?: string;
  /** The step that is meant, as the change shows it; one that is no longer stuck is not taken for the one that is now. */
  readonly what?: string;
}

/** A person's word to a change that waits for approval before a stage. */
export const approve = defineSignal<[VoteCommand]>('approve');
export const approveUpdate = defineUpdate<Reply, [VoteCommand]>('approve');
/** Likewise: no. The change ends. */
export const reject = defineSignal<[VoteCommand]>('reject');
export const rejectUpdate = defineUpdate<Reply, [VoteCommand]>('reject');

export interface VoteCommand extends Attribution {
  readonly stage: string;
}

/** What follows from a person's word, in a sentence. */
export interface Reply {
  readonly message: string;
}

/** A person's word to a service: free a lane whose holder vanished, because what runs there was looked at. */
export const acceptLane = defineSignal<[AcceptLaneCommand]>('acceptLane');
/** The same as an update: fails with a sentence where the lane is not stuck, or something below its holder is still open. */
export const acceptLaneUpdate = defineUpdate<Reply, [AcceptLaneCommand]>('acceptLane');

export interface AcceptLaneCommand extends Attribution {
  readonly lane: string;
}

/** Of the service: all of it. */
export const traffic = defineQuery<ServiceState>('traffic');
/** Of the service: the release that was last good in a lane. */
export const good = defineQuery<string | null, [{ lane: string; pipeline: string }]>('good');
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
  /** The stage that waits for people to say yes. */
  readonly approval?: string;
  /** Steps of its way back that wait for a person. */
  readonly stuck?: readonly StuckStep[];
  /** What people decided about it, oldest first. */
  readonly decisions?: readonly Decision[];
  readonly outcome?: ChangeOutcome;
}

export interface StageProgress {
  readonly name: string;
  readonly environment: string;
  readonly regions: readonly string[];
  /** The zones of each Region, in the order in which they take a change. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
  /** When it came into this state, ISO 8601; absent of what is ahead. */
  readonly since?: string;
  readonly state: 'ahead' | 'waiting' | 'under way' | 'good' | 'put back' | 'left in place';
  /** One sentence on why it is in this state. */
  readonly because: string;
  /** When that ends by itself, ISO 8601, where it is known. */
  readonly until?: string;
}
