/** The state of traffic control, the events that it receives and the commands that it gives: the types of `apply-event.ts`. */
import type { ChangeOutcome } from '../model/outcome';
import type { Attribution } from '../model/person';

/** What a service knows. Plain JSON, because continue-as-new passes it on. */
export interface ServiceState {
  readonly service: string;
  /** By pipeline: the number of its newest change. */
  readonly numbers: Readonly<Record<string, number>>;
  /** By pipeline: the newest commit whose range passed its review. */
  readonly reviewed: Readonly<Record<string, { readonly number: number; readonly commit: string }>>;
  /** Changes that have not ended, oldest first. */
  readonly living: readonly LivingChange[];
  /** Requests for lanes that are not granted yet, in the order in which they came. */
  readonly waiting: readonly Request[];
  /** By lane. */
  readonly holders: Readonly<Record<string, Request>>;
  /** By lane: why it is held although its holder is gone. It is granted to nobody until a person accepts what is there. */
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
  /** Lanes that it has still to enter. Later changes of its pipeline do not overtake it in these. */
  readonly ahead: readonly string[];
  /** Whether its workflow has started. Until then a missing workflow does not mean that the change vanished. */
  readonly started: boolean;
  /** The newest ticket received. An `arrived` with this ticket or an older one is late and is ignored. */
  readonly ticket: number;
}

export interface EndedChange {
  readonly id: string;
  readonly number: number;
  /** `vanished`: it ended without reporting it, as a terminated workflow does. */
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

/** A request of a change for the lanes of a stage. `ticket` counts the change's requests, so that a late message about an older one is recognised. */
export interface Request {
  readonly change: string;
  readonly stage: string;
  readonly ticket: number;
  readonly lanes: readonly string[];
}

/** A merged commit, which becomes a change. */
export interface MergedChange {
  readonly id: string;
  readonly pipeline: string;
  readonly commit: string;
  /** Every lane that the change will need, in order. */
  readonly lanes: readonly string[];
}

export type ServiceEvent =
  | ({ readonly kind: 'merged' } & MergedChange)
  /** The change does not run: it had ended before the same merge was received again, or it could not be started. */
  | { readonly kind: 'gone'; readonly change: string }
  /** The workflow of a change runs. */
  | { readonly kind: 'started'; readonly change: string }
  /** The workflow of a change is closed, but the change did not report its end. */
  | { readonly kind: 'vanished'; readonly change: string }
  /** A person has checked what a vanished change left in a lane. */
  | ({ readonly kind: 'accepted'; readonly lane: string; readonly at: string } & Attribution)
  /** The review of a change passed. */
  | { readonly kind: 'reviewed'; readonly change: string }
  /** What ran in a lane before Slipway first touched it was kept as a release. */
  | { readonly kind: 'found'; readonly lane: string; readonly pipeline: string; readonly release: string }
  /** A change requests the lanes of a stage. */
  | ({ readonly kind: 'arrived' } & Request)
  /** A change returns the lanes of a stage. `good` is the release that finished its bake in them. */
  | ({ readonly kind: 'finished'; readonly good?: string } & Request)
  | ({ readonly kind: 'ended'; readonly outcome: ChangeOutcome } & { readonly change: string });

export type ServiceCommand =
  | { readonly kind: 'start'; readonly change: string; readonly number: number; readonly base: string | null }
  | ({ readonly kind: 'grant' } & Request)
  /** Lanes are stuck until a person accepts them. */
  | { readonly kind: 'notifyPeople'; readonly change: string; readonly text: string };

/** The next state, and what the service must do now, in order. */
export interface Transition {
  readonly state: ServiceState;
  readonly commands: readonly ServiceCommand[];
}
