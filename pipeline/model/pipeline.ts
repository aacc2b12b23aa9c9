/**
 * The dictionary: what a pipeline is. Everything else in Slipway speaks these types.
 *
 * All of it is readonly data that survives JSON. `definePipeline` makes it from what a team writes (`written.ts`), filling in the
 * defaults; nothing but that door makes one. What is optional is absent where it is not said: changes that are on their way were merged
 * with pipelines of older versions. What this version does not do yet, `rules/not-honoured.ts` refuses.
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
  /** Unique in the organisation: lower case, digits, dashes. */
  readonly name: string;
  /** Pipelines of one service share its lanes. */
  readonly service: string;
  readonly team: string;
  /** How far it has come; without it, all the way. */
  readonly rung?: Rung;
  /** Said of a demo whose times are seconds: the one word that exempts it from the rules about time. Never where somebody's money depends on it. */
  readonly timing?: 'shortened';
  readonly source: Source;
  readonly review: Review;
  readonly build: Build;
  /** By name; the order of writing means nothing, `dependsOn` does. */
  readonly components: Readonly<Record<string, Component>>;
  readonly alarms: Alarms;
  readonly traffic?: Traffic;
  readonly queue: 'latest' | 'every';
  readonly rollback: Rollback;
  /** How long between two looks at alarms and traffic. */
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
  /** Shell commands, run in the same checkout before the build; one that fails ends the change. */
  readonly unitTests?: readonly string[];
  /** The command and its arguments, run in a checkout of exactly the change's commit. */
  readonly run: readonly string[];
  /** The folder that the command fills, relative to the checkout: templates and payloads are looked for in it. */
  readonly output: string;
  readonly network: 'none' | 'allowed';
}

/** The way back. */
export interface Rollback {
  /** What goes back when one Region hurts: it alone, its whole wave, or every stage that the change is in. */
  readonly scope: 'region' | 'wave' | 'change';
  /** How fast: one zone after the other as on the way forward, which is what happens where nothing is said; or all zones of a Region at once. */
  readonly speed?: 'zoneByZone' | 'atOnce';
}

/** A service that is hurt when this one is, or the other way round. */
export interface RelatedService {
  readonly service: string;
  /** Its alarms in the same Regions that a bake of this pipeline watches too, beside its own. */
  readonly alarms: readonly string[];
}

/** Whom to tell of what. Without any, people are told through the worker's log. */
export interface Notification {
  /** An address or a URL. */
  readonly to: string;
  readonly of: readonly ('delivered' | 'refused' | 'rolledBack' | 'cancelled' | 'stuck' | 'waitsForApproval')[];
}
