/**
 * The commands of people: each is a signal (Web UI) and an update (command line).
 *
 * Names and shapes on the wire are public for ever from the first release on: add, never change. Each message takes one JSON object.
 */
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Attribution } from '../../pipeline/model/person';

/**
 * From a person, to a change whose way back is stuck or to the stage, Region or zone that is stuck: try the step again. `at` names the
 * stuck workflow, by its id or the end of it, if a change has several; without it all of them try again. To a change that waits for a person
 * to remove an obstacle: look again at once.
 */
export const retry = defineSignal<[Attribution & { at?: string }]>('retry');
/** The same as an update, to a change only: rejected with a sentence if nothing waits for it; replies which steps are tried again. */
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

/** From a person, to a change that waits for approval before a stage, or for the answer to a question about a component. */
export const approve = defineSignal<[VoteCommand]>('approve');
export const approveUpdate = defineUpdate<Reply, [VoteCommand]>('approve');
/** Rejects the change, which ends it. */
export const reject = defineSignal<[VoteCommand]>('reject');
export const rejectUpdate = defineUpdate<Reply, [VoteCommand]>('reject');

export interface VoteCommand extends Attribution {
  readonly stage: string;
  /** The component that the change asks about; absent in a vote on the stage's own approval. */
  readonly component?: string;
  /** Names the rows that are meant, as the change shows it; needed if it has asked about other rows of the component before. */
  readonly rows?: string;
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
