/** What traffic control knows, what it hears, and what it has done: the words of the state machine in `service.ts`. */
import type { ChangeOutcome } from '../model/outcome';
import type { Attribution } from '../model/person';

/** JSON, so that it can be handed through continue-as-new. */
export interface ServiceState {
  readonly service: string;
  /** By pipeline: the number of its newest change. */
  readonly numbers: Readonly<Record<string, number>>;
  /** By pipeline: the newest commit up to which everything was reviewed. */
  readonly reviewed: Readonly<Record<string, { readonly number: number; readonly commit: string }>>;
  /** Changes that have not ended, oldest first. */
  readonly living: readonly LivingChange[];
  /** Requests for lanes that were not granted yet, in the order in which they came. */
  readonly waiting: readonly Request[];
  /** By lane. */
  readonly holders: Readonly<Record<string, Request>>;
  /** By lane: why it is held though its holder is gone. Nobody gets it before a person has accepted what is there. */
  readonly stuck: Readonly<Record<string, StuckLane>>;
  /** The last lanes that people freed, newest last. */
  readonly accepted: readonly AcceptedLane[];
  /** By lane, then by pipeline: releases that finished their bake there, newest last. */
  readonly good: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The last changes that ended, newest last: for people. */
  readonly ended: readonly EndedChange[];
}

export interface LivingChange {
  readonly id: string;
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  /** Lanes that it has still to enter. Changes behind it stay behind it in these. */
  readonly ahead: readonly string[];
  /** Whether its workflow is known to have been started: before that it is not there, and has not vanished either. */
  readonly started: boolean;
  /** The newest ticket that was heard of. An `arrived` of it or of an older one comes late and asks for nothing. */
  readonly ticket: number;
}

export interface EndedChange {
  readonly id: string;
  readonly number: number;
  /** `vanished`: it ended without a word, as what is terminated does. */
  readonly kind: ChangeOutcome['kind'] | 'vanished';
  readonly because: string;
}

export interface StuckLane {
  readonly change: string;
  readonly because: string;
}

/** A decision of a person about a lane. */
export interface AcceptedLane extends Attribution {
  readonly lane: string;
  /** The change that had held it. */
  readonly change: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A change asks for the lanes of a stage. `ticket` counts the change's own requests, so that a late message of an older one is known. */
export interface Request {
  readonly change: string;
  readonly stage: string;
  readonly ticket: number;
  readonly lanes: readonly string[];
}

/** What a merge says of the change that it becomes. */
export interface MergedChange {
  readonly id: string;
  readonly pipeline: string;
  readonly commit: string;
  /** Every lane that it will need, in order. */
  readonly lanes: readonly string[];
}

export type ServiceEvent =
  | ({ readonly kind: 'merged' } & MergedChange)
  /** The change had ended before it was merged again, or it is gone without a word. */
  | { readonly kind: 'gone'; readonly change: string }
  /** Its workflow runs. */
  | { readonly kind: 'started'; readonly change: string }
  /** The workflow of a change is open no more, and it never said that it was over. */
  | { readonly kind: 'vanished'; readonly change: string }
  /** A person has looked at what a change that vanished left in a lane. */
  | ({ readonly kind: 'accepted'; readonly lane: string; readonly at: string } & Attribution)
  | { readonly kind: 'reviewed'; readonly change: string }
  /** What ran in a lane before Slipway's first touch was kept as a release. */
  | { readonly kind: 'found'; readonly lane: string; readonly pipeline: string; readonly release: string }
  | ({ readonly kind: 'arrived' } & Request)
  | ({ readonly kind: 'finished'; readonly good?: string } & Request)
  | ({ readonly kind: 'ended'; readonly outcome: ChangeOutcome } & { readonly change: string });

export type ServiceCommand =
  | { readonly kind: 'start'; readonly change: string; readonly number: number; readonly base: string | null }
  | ({ readonly kind: 'grant' } & Request)
  /** People must know that lanes are stuck. */
  | { readonly kind: 'tell'; readonly change: string; readonly text: string };

export interface Decision {
  readonly state: ServiceState;
  readonly commands: readonly ServiceCommand[];
}
