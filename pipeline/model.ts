/**
 * The dictionary: what a pipeline is. Everything else in Slipway speaks these types.
 *
 * All of it is readonly data that survives JSON. `definePipeline` makes it from what a team writes (`written.ts`), filling in the
 * defaults; nothing but that door makes one.
 */
import type { Duration } from './duration';
import type { Windows } from './windows';

/** How the changes of one kind reach production. */
export interface Pipeline {
  /** Unique in the organisation: lower case, digits, dashes. */
  readonly name: string;
  /** Pipelines of one service share its lanes. */
  readonly service: string;
  readonly team: string;
  readonly source: GitSource;
  readonly review: Review;
  readonly build: Build;
  /** By name; the order of writing means nothing, `dependsOn` does. */
  readonly components: Readonly<Record<string, Component>>;
  readonly alarms: Alarms;
  readonly traffic?: Traffic;
  readonly queue: 'latest' | 'every';
  readonly rollback: { readonly scope: 'region' | 'wave' | 'change' };
  /** How long between two looks at alarms and traffic. */
  readonly lookEvery: Duration;
  /** In the order in which a change passes them. */
  readonly stages: readonly Stage[];
}

export interface GitSource {
  readonly kind: 'git';
  /** The name people use, as in `acme/checkout`; the merge says where to fetch it from. */
  readonly repository: string;
  readonly branch: string;
}

export interface Review {
  /** How many people other than the author must have approved each commit. */
  readonly approvals: number;
}

export interface Build {
  /** The command and its arguments, run in a checkout of exactly the change's commit. */
  readonly run: readonly string[];
  /** The folder that the command fills, relative to the checkout: templates and payloads are looked for in it. */
  readonly output: string;
  readonly network: 'none' | 'allowed';
}

/** One deployable part of a release: a CloudFormation stack in each Region or zone. */
export interface Component {
  readonly per: 'region' | 'zone';
  /** The template's path in the build's output. */
  readonly template: string;
  /** Components that must be in place before this one, and that go back after it. */
  readonly dependsOn: readonly string[];
  /** The template of its one-box in a zone, a path in the build's output; without it the component has none. */
  readonly oneBox?: string;
  /** A folder or file of the build's output that this component runs; its digest is the template's parameter `Payload`. */
  readonly payload?: string;
  /** Template parameters, the same at every target. What Slipway itself supplies is listed at `suppliedParameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly shifts?: 'platform';
  readonly cannotCanary?: string;
}

/** Names of CloudWatch alarms. `{environment}`, `{region}` and `{zone}` stand for the target's own. */
export interface Alarms {
  /** One of each in every Region. */
  readonly region: readonly string[];
  /** One of each in every zone. */
  readonly zone: readonly string[];
  /** One of each for the one-box of every zone. */
  readonly oneBox: readonly string[];
}

/** The metric that counts requests: the evidence that a bake saw traffic. */
export interface Traffic {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: 'Sum' | 'SampleCount';
  /** What a data point covers. CloudWatch keeps 60 s and more unless the metric is of high resolution. */
  readonly period: Duration;
  /** Which dimension of the metric says what; the share is `one-box` or `fleet`. */
  readonly dimensions: { readonly environment: string; readonly zone: string; readonly share: string };
}

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
  /** Whether each zone's one-box goes first. */
  readonly oneBox: boolean;
  readonly bakes: Bakes;
  readonly onFailure: 'leave' | 'rollBack';
  readonly approval?: Approval;
  readonly windows?: Windows;
}

export type Environment = 'alpha' | 'beta' | 'gamma' | 'prod';

export interface Region {
  /** AWS's name, as in `us-west-2`. */
  readonly name: string;
  /** In the order in which they take a change: one at a time. */
  readonly zones: readonly Zone[];
}

export interface Zone {
  /** The id of an Availability Zone or the name of a cell, as in `usw2-az1`. */
  readonly name: string;
}

/** The bakes of a stage, by what was deployed just before. One that is absent does not take place: only test stages may do without. */
export interface Bakes {
  /** After the components `per: 'region'`, before the first zone. */
  readonly regional?: Bake;
  readonly oneBox?: Bake;
  readonly zone?: Bake;
  /** After the last zone and the stage's tests. */
  readonly region?: Bake;
}

/** What a bake asks for before it ends healthy. */
export interface Bake {
  readonly for: Duration;
  /** Requests that must have been seen since it began; 0 asks for none. */
  readonly minimumRequests: number;
  /** From here on, counted from the beginning, what is still missing makes the verdict inconclusive. */
  readonly deadline: Duration;
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
