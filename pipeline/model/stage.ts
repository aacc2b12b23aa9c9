import type { Duration } from './duration';
import type { Alarms, Bakes, Traffic } from './evidence';
import type { Windows } from './windows';

/** A stop on the way to production, or a wave of production. */
export interface Stage {
  /** Unique in the pipeline: lower case, digits, dashes. */
  readonly name: string;
  /** The environment. The test stages alpha, beta and gamma share no lanes with production. */
  readonly environment: Environment;
  /** The twelve digits of the AWS account. */
  readonly account: string;
  /** The Regions that take a change together. */
  readonly regions: readonly Region[];
  /** Shell commands that run once per Region against what was deployed there, in a checkout of the change's commit. */
  readonly tests: readonly string[];
  /** Names of CloudWatch Synthetics canaries that call the service here. A template creates them, and `alarms` names their alarms. */
  readonly canaries?: readonly string[];
  /** Artificial traffic, after the tests and before the last bake. */
  readonly loadTest?: LoadTest;
  /** Whether the one-box of each zone goes first. */
  readonly oneBox: boolean;
  /** How long to watch after each deployment, and what must be seen. Only test stages may leave bakes out. */
  readonly bakes: Bakes;
  /** What happens to a change that fails here: it is left in place for inspection, or rolled back. */
  readonly onFailure: 'leave' | 'rollBack';
  /** People who must approve before a change enters the stage. */
  readonly approval?: Approval;
  /** When a change may enter the stage. A change that has entered continues, and a rollback ignores windows. */
  readonly windows?: Windows;
  /** Replaces the pipeline's alarms in this stage. */
  readonly alarms?: Alarms;
  /** Replaces the pipeline's traffic metric in this stage. */
  readonly traffic?: Traffic;
  /** Parameters of templates that differ in this stage, by component. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type Environment = 'alpha' | 'beta' | 'gamma' | 'prod';

export interface Region {
  /** AWS's name of the Region. */
  readonly name: string;
  /** The AWS account of this Region, if it differs from the stage's. */
  readonly account?: string;
  /** The zones in the order in which they take a change, one at a time. */
  readonly zones: readonly Zone[];
}

export interface Zone {
  /** The id of an Availability Zone, or the name of a cell. */
  readonly name: string;
  /** `false` if the zone has no one-box of its own: the one-box of the Region's first zone stands for it. */
  readonly oneBox?: false;
}

/** People who must approve a change before it enters a stage. */
export interface Approval {
  /** Names or addresses of people, as they give them when they approve. Nobody can approve their own change. */
  readonly approvers: readonly string[];
  /** How many different people must approve. */
  readonly count: number;
  /** How long the change waits for approval. After that it ends. */
  readonly expires: Duration;
}

/** Generated traffic, after the stage's tests and before its last bake. */
export interface LoadTest {
  /** A shell command that runs once per Region in a checkout of the change's commit. If it fails, the test has failed. */
  readonly run: string;
  /** How long the command may take. */
  readonly within: Duration;
}

/** Whether a zone of a stage takes a change by its one-box first. */
export const hasOneBox = (stage: Pick<Stage, 'oneBox'>, zone: Pick<Zone, 'oneBox'>): boolean =>
  stage.oneBox && zone.oneBox !== false;

/** The account of a Region in a stage. */
export const accountOf = (stage: Pick<Stage, 'account'>, region: Pick<Region, 'account'>): string =>
  region.account ?? stage.account;
