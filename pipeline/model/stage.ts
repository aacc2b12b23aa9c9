import type { Duration } from './duration';
import type { Alarms, Bakes, Traffic } from './evidence';
import type { Windows } from './windows';

/** A stop on the way. */
export interface Stage {
  readonly name: string;
  /** Test stages share none of production's lanes. */
  readonly environment: Environment;
  /** The twelve digits of the AWS account. */
  readonly account: string;
  readonly regions: readonly Region[];
  /** Shell commands, run once a Region against what was deployed there, in a checkout of the change's commit. */
  readonly tests: readonly string[];
  /** Names of the CloudWatch Synthetics canaries that call the service here all day. Slipway only knows of them: a template makes them, and their alarms stand in `alarms`. */
  readonly canaries?: readonly string[];
  readonly loadTest?: LoadTest;
  /** Whether each zone's one-box goes first. */
  readonly oneBox: boolean;
  readonly bakes: Bakes;
  readonly onFailure: 'leave' | 'rollBack';
  readonly approval?: Approval;
  /** When a change may enter it. */
  readonly windows?: Windows;
  /** Instead of the pipeline's. */
  readonly alarms?: Alarms;
  /** Instead of the pipeline's. */
  readonly traffic?: Traffic;
  /** Template parameters that differ here, by component. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Environment = 'alpha' | 'beta' | 'gamma' | 'prod';

export interface Region {
  /** AWS's name, as in `us-west-2`. */
  readonly name: string;
  /** Instead of the stage's, where each Region has an account of its own. */
  readonly account?: string;
  /** In the order in which they take a change: one at a time. */
  readonly zones: readonly Zone[];
}

export interface Zone {
  /** The id of an Availability Zone or the name of a cell, as in `usw2-az1`. */
  readonly name: string;
  /** `false` where it has no one-box of its own: the Region's first zone stands for it. */
  readonly oneBox?: false;
}

/** People who must say yes before a stage. */
export interface Approval {
  /** Names or addresses, as they say who they are. Who wrote the change cannot approve of it. */
  readonly approvers: readonly string[];
  /** How many different ones. */
  readonly count: number;
  /** From when the change begins to wait. After that it ends. */
  readonly expires: Duration;
}

/** Traffic made for the purpose, after the stage's tests and before its last bake. */
export interface LoadTest {
  /** A shell command, run once a Region in a checkout of the change's commit. One that fails is a failed test. */
  readonly run: string;
  /** How long it may take. */
  readonly within: Duration;
}

/** Whether a zone of a stage takes a change by a one-box first. */
export const hasOneBox = (stage: Pick<Stage, 'oneBox'>, zone: Pick<Zone, 'oneBox'>): boolean =>
  stage.oneBox && zone.oneBox !== false;

/** The account that a Region of a stage lies in. */
export const accountOf = (stage: Pick<Stage, 'account'>, region: Pick<Region, 'account'>): string =>
  region.account ?? stage.account;
