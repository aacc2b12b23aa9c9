/**
 * The messages between workflows, and from clients to workflows. Names and shapes are public for ever from the first release on: add,
 * never change. Each message takes one JSON object.
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Merge } from '../../activities/contract';
import type { Request, ServiceState } from '../../pipeline/lanes/state';
import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Attribution, Decision, StuckStep } from '../../pipeline/model/person';
import type { Pipeline } from '../../pipeline/model/pipeline';
import type { Standing } from '../../pipeline/model/standing';
import type { RegionPlan, StagePlan, ZonePlan } from '../../pipeline/plan/plan';

/** A merge of one pipeline, with the pipeline as it was at that merge. */
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
  /** Its sequence number in its pipeline. */
  readonly number: number;
  /** The newest commit of the pipeline that was reviewed before; `null` for the first change. */
  readonly base: string | null;
  /** Handed over by the run before, between two stages. */
  readonly sofar?: SoFar;
}

/** How far a change has come when it continues as new. */
export interface SoFar {
  readonly release: string;
  /** The number of its newest lane request. */
  readonly ticket: number;
  /** Names and mail addresses of the authors of its commits. */
  readonly authors: readonly string[];
  readonly progress: Progress;
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
/** To the service: the review of a change passed, so later reviews start from its commit. */
export const reviewed = defineSignal<[{ change: string }]>('reviewed');
/** To the service: a change whose gates are open asks for the lanes of a stage. */
export const arrived = defineSignal<[Request]>('arrived');
/** To the service: a change gives its lanes back; `good` is the release that finished its bake in all of them. */
export const finished = defineSignal<[Request & { good?: string }]>('finished');
/** To the service: what ran in a lane before the first touch was kept as a release. */
export const found = defineSignal<[{ lane: string; pipeline: string; release: string }]>('found');
/** To the service: a change has ended. */
export const ended = defineSignal<[{ change: string; outcome: ChangeOutcome }]>('ended');
/** To the service: another version of the workers is current. It only wakes the service, which then continues as new on that version. */
export const replaced = defineSignal<[{ current: string }]>('replaced');

/** To a change: it holds the lanes of a request now. `unknown` names those in which no release is known to be good yet. */
export const granted = defineSignal<[Request & { unknown: readonly string[] }]>('granted');

/** To a parent: a child failed, and is about to put itself back. */
export const failing = defineSignal<[{ from: string; because: string }]>('failing');

/** To a change: a step of its way back is stuck. */
export const stuck = defineSignal<[StuckStep]>('stuck');
/** To a change: a person decided about the step that was stuck at this workflow, and its way back goes on. */
export const unstuck = defineSignal<[{ at: string }]>('unstuck');

/**
 * From a person, to a change whose way back is stuck or to the stage, Region or zone that is stuck: try the step again. `at` names the
 * stuck workflow, by its id or the end of it, if a change has several; without it all of them try again.
 */
export const retry = defineSignal<[Attribution & { at?: string }]>('retry');
/** The same as an update, to a change only: rejected with a sentence if nothing waits for it; replies where the way back goes on. */
export const retryUpdate = defineUpdate<Reply, [Attribution & { at?: string }]>('retry');

/** Likewise: do not undo the step, because a person repaired by hand what is there. `release` names what runs there now, or is `found`. */
export const accept = defineSignal<[AcceptCommand]>('accept');
export const acceptUpdate = defineUpdate<Reply, [AcceptCommand]>('accept');

/** From a person, to a change: stop, and put back what is not good yet. A way back that has started goes on. */
export const cancel = defineSignal<[Attribution]>('cancel');
export const cancelUpdate = defineUpdate<Reply, [Attribution]>('cancel');

export interface AcceptCommand extends Attribution {
  readonly release: string;
  readonly at?: string;
  /** The step that is meant, as the change shows it: a late command must not settle the next step. */
  readonly what?: string;
}

/** From a person, to a change that waits for approval before a stage. */
export const approve = defineSignal<[VoteCommand]>('approve');
export const approveUpdate = defineUpdate<Reply, [VoteCommand]>('approve');
/** Likewise: no. The change ends. */
export const reject = defineSignal<[VoteCommand]>('reject');
export const rejectUpdate = defineUpdate<Reply, [VoteCommand]>('reject');

export interface VoteCommand extends Attribution {
  readonly stage: string;
}

/** What follows from a command, in a sentence. */
export interface Reply {
  readonly message: string;
}

/** From a person, to a service: free a lane whose holder vanished, because the person looked at what runs there. */
export const acceptLane = defineSignal<[AcceptLaneCommand]>('acceptLane');
/** The same as an update: fails with a sentence if the lane is not stuck, or if a workflow below its holder is still open. */
export const acceptLaneUpdate = defineUpdate<Reply, [AcceptLaneCommand]>('acceptLane');

export interface AcceptLaneCommand extends Attribution {
  readonly lane: string;
}

/** Of the service: its whole state. */
export const traffic = defineQuery<ServiceState>('traffic');
/** Of the service: the release that was last good in a lane. */
export const good = defineQuery<string | null, [{ lane: string; pipeline: string }]>('good');
/** Of a change: how far it is. */
export const progress = defineQuery<Progress>('progress');
/** Of a stage, Region or zone: how it stands. */
export const status = defineQuery<LevelStatus>('status');

/** The memo of a change that has ended: its `Progress`. */
export const progressMemo = 'slipwayProgress';

/** How a stage, Region or zone stands. Programs read `standing`; `why` is for people only. */
export interface LevelStatus {
  readonly standing: Standing;
  /** One sentence on what it does, waits for, or why it stands like this; may be empty. */
  readonly why: string;
  /** When it came into this standing, ISO 8601; absent if it has not started. */
  readonly since?: string;
  /** The earliest time at which what it does now can end by itself, ISO 8601, where that is known. */
  readonly until?: string;
  /** What a person can do about it, where somebody has to. */
  readonly action?: string;
}

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
  /** Steps of its way back that wait for a person. */
  readonly stuck?: readonly StuckStep[];
  /** What people decided about it, oldest first. */
  readonly decisions?: readonly Decision[];
  readonly outcome?: ChangeOutcome;
}

export interface StageProgress extends LevelStatus {
  readonly name: string;
  readonly environment: string;
  readonly regions: readonly string[];
  /** The zones of each Region, in the order in which they take a change. */
  readonly zones: Readonly<Record<string, readonly string[]>>;
}
