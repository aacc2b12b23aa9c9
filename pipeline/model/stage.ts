import type { Duration } from './duration';
import type { Alarms, Bakes, Traffic } from './evidence';
import type { Windows } from './windows';

/** A stop on the way to production, or a wave of production. */
export interface Stage {
  readonly name: string;
  /** Test stages share no lanes with production. */
  readonly environment: Environment;
  /** The twelve digits of the AWS account. */
  readonly account: string;
  readonly regions: readonly Region[];
  /** Shell commands, run once per Region against what was deployed there, in a checkout of the change's commit. */
  readonly tests: readonly string[];
  /** Names of the CloudWatch Synthetics canaries that call the service here all day. A template creates them, and their alarms are listed in `alarms`. */
  readonly canaries?: readonly string[];
  readonly loadTest?: LoadTest;
  /** Whether the one-box of each zone is deployed first. */
  readonly oneBox: boolean;
  readonly bakes: Bakes;
  readonly onFailure: 'leave' | 'rollBack';
  readonly approval?: Approval;
  /** When a change may enter the stage. */
  readonly windows?: Windows;
  /** Replaces the pipeline's alarms in this stage. */
  readonly alarms?: Alarms;
  /** Replaces the pipeline's metric in this stage. */
  readonly traffic?: Traffic;
  /** Template parameters that differ in this stage, by component. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Environment = 'alpha' | 'beta' | 'gamma' | 'prod';

export interface Region {
  /** AWS's name, as in `us-west-2`. */
  readonly name: string;
  /** Replaces the stage's account, for Regions that each have their own. */
  readonly account?: string;
  /** In the order in which they take a change, one at a time. */
  readonly zones: readonly Zone[];
}

export interface Zone {
  /** The id of an Availability Zone, as in `usw2-az1`, or the name of a cell. */
  readonly name: string;
  /** `false` if the zone has no one-box of its own: the one-box of the Region's first zone stands for it. */
  readonly oneBox?: false;
}

/** People who must approve a change before it enters a stage. */
export interface Approval {
  /** Names or addresses, as people give them when they approve. The author of a change cannot approve it. */
  readonly approvers: readonly string[];
  /** How many different approvers are needed. */
  readonly count: number;
  /** How long a change waits for approval before it ends. */
  readonly expires: Duration;
}

/** Generated traffic, after the stage's tests and before its last bake. */
export interface LoadTest {
  /** A shell command, run once per Region in a checkout of the change's commit. If it fails, the stage's tests have failed. */
  readonly run: string;
  /** The time limit of the command. */
  readonly within: Duration;
}

/** Whether a zone of a stage takes a change by its one-box first. */
export const hasOneBox = (stage: Pick<Stage, 'oneBox'>, zone: Pick<Zone, 'oneBox'>): boolean =>
  stage.oneBox && zone.oneBox !== false;

/** The account of a Region in a stage. */
export const accountOf = (stage: Pick<Stage, 'account'>, region: Pick<Region, 'account'>): string =>
  region.account ?? stage.account;
