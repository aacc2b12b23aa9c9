/**
 * The dictionary: what a pipeline is. Everything else in Slipway uses these types.
 *
 * All of it is readonly data that survives JSON. `definePipeline` makes it from what a team writes (`authoring/written.ts`) and fills in
 * the defaults. Optional fields may be absent although a default exists, because changes in flight were merged with pipelines of older
 * versions. `rules/definition/not-supported.ts` refuses what this version does not do yet.
 */
import type { Component } from './component';
import type { Duration } from './duration';
import type { Alarms, Traffic } from './evidence';
import type { Rung } from './rung';
import type { Source } from './source';
import type { Stage } from './stage';

export type { Component, Rolling } from './component';
export type { Alarm, Alarms, Bake, Bakes, Traffic } from './evidence';
export type { Rung } from './rung';
export type { GitSource, Source } from './source';
export type { Approval, Environment, LoadTest, Region, Stage, Zone } from './stage';

/** How the changes of one kind reach production. */
export interface Pipeline {
  /** Unique in the organisation: lower-case letters, digits, dashes. */
  readonly name: string;
  /** Pipelines of one service share its lanes. */
  readonly service: string;
  readonly team: string;
  /** How far it is built. By default, all the way. */
  readonly rung?: Rung;
  /** Marks a demo whose times are seconds, and exempts it from the rules about time. Never use it for a service that people pay for. */
  readonly timing?: 'shortened';
  readonly source: Source;
  readonly review: Review;
  readonly build: Build;
  /** By name. `dependsOn` decides the order of deployment, not the order here. */
  readonly components: Readonly<Record<string, Component>>;
  readonly alarms: Alarms;
  readonly traffic?: Traffic;
  readonly queue: 'latest' | 'every';
  readonly rollback: Rollback;
  /** The time between two looks at alarms and traffic. */
  readonly lookEvery: Duration;
  readonly related?: readonly RelatedService[];
  readonly notifications?: readonly Notification[];
  /** In the order in which a change passes them. */
  readonly stages: readonly Stage[];
}

export interface Review {
  /** How many people other than the author must have approved each commit. */
  readonly approvals: number;
}

export interface Build {
  /** Shell commands, run in the same checkout before the build. If one fails, the change ends. */
  readonly unitTests?: readonly string[];
  /** The command and its arguments, run in a checkout of exactly the change's commit. */
  readonly run: readonly string[];
  /** The folder that the command fills, relative to the checkout. Templates and payloads are read from it. */
  readonly output: string;
  readonly network: 'none' | 'allowed';
}

/** How a change is rolled back. */
export interface Rollback {
  /** What is rolled back when one Region has bad evidence: that Region, its whole wave, or every stage that the change has entered. */
  readonly scope: 'region' | 'wave' | 'change';
  /** One zone after the other, as on the way forward (the default), or all zones of a Region at once. */
  readonly speed?: 'zoneByZone' | 'atOnce';
}

/** A service that fails when this one does, or the other way round. */
export interface RelatedService {
  readonly service: string;
  /** Its alarms in the same Regions. A bake of this pipeline watches them beside its own. */
  readonly alarms: readonly string[];
}

/** Whom to notify of which events. Without any, notifications go to the worker's log. */
export interface Notification {
  /** An address or a URL. */
  readonly to: string;
  readonly of: readonly ('delivered' | 'refused' | 'rolledBack' | 'cancelled' | 'stuck' | 'waitsForApproval')[];
}
