/**
 * The types of a pipeline. Everything else in Slipway uses them.
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
  /** Unique in the organisation: lower case, digits, dashes. */
  readonly name: string;
  /** The service, whose pipelines share its lanes: lower case, digits, dashes. */
  readonly service: string;
  /** The team that owns the service. */
  readonly team: string;
  /** How far the pipeline has come. By default it is at the last rung. Rules of higher rungs are hints. */
  readonly rung?: Rung;
  /** For a demo whose times are seconds: exempts the pipeline from the rules about time. Never use it in real production. */
  readonly timing?: 'shortened';
  /** Where changes come from. */
  readonly source: Source;
  /** What a commit needs before it can become a change. */
  readonly review: Review;
  /** How a commit becomes a release. */
  readonly build: Build;
  /** The deployable parts, by name (lower case, digits, dashes). `dependsOn` orders them, not their place in the file. */
  readonly components: Readonly<Record<string, Component>>;
  /** Tags of all its stacks, which CloudFormation passes on to their resources. Tags that a stack has from elsewhere stay. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * The CloudWatch alarms that bakes watch. A change waits before a stage until each is ok, or is about to be created by its release. TypeScript may write one list.
   */
  readonly alarms: Alarms;
  /** The metric that counts requests, which shows that a bake saw traffic. */
  readonly traffic?: Traffic;
  /** Which waiting change goes next: the latest, which supersedes the others, or every change in its turn. */
  readonly queue: 'latest' | 'every';
  /** How a failed change is rolled back. */
  readonly rollback: Rollback;
  /** The time between two looks at alarms and traffic. */
  readonly lookEvery: Duration;
  /** Services that fail when this one does, or the other way round. */
  readonly related?: readonly RelatedService[];
  /** Who is notified of which events. By default notifications appear in the worker's log. */
  readonly notifications?: readonly Notification[];
  /** The stages in the order in which a change passes them. */
  readonly stages: readonly Stage[];
}

export interface Review {
  /** How many people other than the author must approve each commit. */
  readonly approvals: number;
}

export interface Build {
  /** Shell commands that run in the same checkout before the build. If one fails, the change ends. */
  readonly unitTests?: readonly string[];
  /** The command and its arguments. It runs in a checkout of exactly the change's commit. */
  readonly run: readonly string[];
  /** The folder that the command fills, relative to the checkout. It contains the templates and payloads. */
  readonly output: string;
  /** Whether the build may use the network. */
  readonly network: 'none' | 'allowed';
}

/** How a change is rolled back. */
export interface Rollback {
  /** What is rolled back when one Region fails: that Region, its whole wave, or every stage that the change is in. */
  readonly scope: 'region' | 'wave' | 'change';
  /** How fast: zone by zone, by default, or all zones of a Region at once. */
  readonly speed?: 'zoneByZone' | 'atOnce';
}

/** A service that fails when this one does, or the other way round. */
export interface RelatedService {
  /** The name of the service. */
  readonly service: string;
  /** Its alarms in the same Regions, which a bake of this pipeline watches too. */
  readonly alarms: readonly string[];
}

/** Whom to notify of which events. Without any, notifications go to the worker's log. */
export interface Notification {
  /** An address or a URL. */
  readonly to: string;
  /** The events to report. */
  readonly of: readonly ('delivered' | 'refused' | 'rolledBack' | 'cancelled' | 'stuck' | 'waitsForApproval')[];
}
