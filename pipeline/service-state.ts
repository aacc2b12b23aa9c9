/** What traffic control knows, what it hears, and what it has done: the words of the state machine in `service.ts`. */
import type { ChangeOutcome } from './outcome';

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
  /** The newest ticket that was heard of. An `arrived` of it or of an older one comes late and asks for nothing. */
  readonly ticket: number;
}

export interface EndedChange {
  readonly id: string;
  readonly number: number;
  readonly kind: ChangeOutcome['kind'];
  readonly because: string;
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
  | { readonly kind: 'reviewed'; readonly change: string }
  /** What ran in a lane before Slipway's first touch was kept as a release. */
  | { readonly kind: 'found'; readonly lane: string; readonly pipeline: string; readonly release: string }
  | ({ readonly kind: 'arrived' } & Request)
  | ({ readonly kind: 'finished'; readonly good?: string } & Request)
  | ({ readonly kind: 'ended'; readonly outcome: ChangeOutcome } & { readonly change: string });

export type ServiceCommand =
  | { readonly kind: 'start'; readonly change: string; readonly number: number; readonly base: string | null }
  | ({ readonly kind: 'grant' } & Request);

export interface Decision {
  readonly state: ServiceState;
  readonly commands: readonly ServiceCommand[];
}
