/**
 * What the hands can do: the one file of `activities/` that workflows know, and only by type.
 *
 * Answers are values; an activity throws only what is a bug or an outage (it is tried again), a benign failure ("not yet", tried again
 * without alarm) or a failure of type `Failed`, which is an answer that no retry will change.
 */

import type { Left } from '../pipeline/model/outcome';
import type { Build, Pipeline, Review, Source } from '../pipeline/model/pipeline';
import type { Target } from '../pipeline/model/target';
import type { Windows } from '../pipeline/model/windows';
import type { BakePlan, Look } from '../pipeline/plan/bake-plan';

/** The type of the failure that no retry will change: a stack that went back by itself, a template that CloudFormation refuses. */
export const failed = 'Failed';

/** A merge: which commit, and where the worker fetches it from. */
export interface Merge {
  /** The whole SHA-1 of the commit on the pipeline's branch. */
  readonly commit: string;
  /** A URL or path that `git fetch` understands. */
  readonly repository: string;
}

export interface Activities {
  /** Whether every commit of base..head was approved by somebody else than its author. */
  review(input: ReviewInput): Promise<ReviewOutcome>;
  /** Whether the pipeline, and the release once there is one, keep the rules that the worker's owner holds everybody to. */
  checkPolicy(input: CheckPolicyInput): Promise<CheckPolicyOutcome>;
  /** Checks the commit out, runs the build and stores what came out as a content-addressed release. */
  build(input: BuildInput): Promise<BuildOutcome>;
  /** Keeps what runs at the targets as the release `found` and answers its id. For before the first touch: later it would keep the change's own. */
  survey(input: SurveyInput): Promise<string>;
  /** Whether the alarms that a stage watches exist and are quiet. With `wait` it does not answer before they do. */
  gates(input: GatesInput): Promise<GatesOutcome>;
  /** Whether windows are open at this moment, and else when they open next. Fails where they never do. */
  opening(input: OpeningInput): Promise<OpeningOutcome>;
  /** Brings a release to a target, or brings the target back to it. Told twice, done once. */
  deploy(input: DeployInput): Promise<DeployOutcome>;
  /** Runs a stage's test commands against what is deployed in a Region. */
  test(input: TestInput): Promise<TestOutcome>;
  /** Ends when an alarm fires, and not before. */
  watch(input: WatchInput): Promise<Alarmed>;
  /** Ends with the verdict: one look an attempt, the server retries while it is not yet time. */
  bake(input: BakePlan): Promise<BakeOutcome>;
  /** Tells people. */
  notify(notice: Notice): Promise<void>;
  /** Starts a change as a workflow of its own. `running` is false where it had ended before. */
  startChange(input: StartChangeInput): Promise<{ readonly running: boolean }>;
  /** The release that was last good in a lane, asked of the service; `null` where it knows none. */
  goodRelease(input: GoodReleaseInput): Promise<string | null>;
  /** Ends when one of these changes is open no more, with all such; not before. */
  watchForVanished(input: WatchForVanishedInput): Promise<{ readonly vanished: readonly string[] }>;
  /** What the worker's owner allows. */
  approvalRules(): Promise<ApprovalRules>;
  /** The ids of the workflows below a change that are still open. */
  openBelow(input: OpenBelowInput): Promise<readonly string[]>;
}

export interface ReviewInput {
  readonly merge: Merge;
  readonly review: Review;
  /** The commit up to which all was reviewed before; `null` for the first change, of which only the head is looked at. */
  readonly base: string | null;
}

/** `authors`: names and addresses of who wrote the commits. */
export type ReviewOutcome =
  | { readonly kind: 'approved'; readonly commits: number; readonly authors: readonly string[] }
  | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly because: string;
}

export interface CheckPolicyInput {
  readonly pipeline: Pipeline;
  /** The release's id; before there is one, rules that look at templates are not asked. */
  readonly release?: string;
}

export type CheckPolicyOutcome = { readonly kind: 'allowed' } | Refused;

export interface BuildInput {
  readonly merge: Merge;
  readonly source: Source;
  readonly build: Build;
  readonly components: readonly BuildComponent[];
}

/** What the build must yield for a component: paths in its output. */
export interface BuildComponent {
  readonly name: string;
  readonly template: string;
  readonly oneBox?: string;
  readonly payload?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type BuildOutcome = { readonly kind: 'built'; readonly release: string } | Refused;

export interface SurveyInput {
  readonly change: string;
  readonly targets: readonly Target[];
}

export interface GatesInput {
  /** The release that is about to come: alarms that its templates declare need not be there yet. */
  readonly release: string;
  readonly places: readonly { readonly look: Look; readonly targets: readonly Target[] }[];
  readonly wait: boolean;
}

export type GatesOutcome = { readonly kind: 'open' } | { readonly kind: 'closed'; readonly because: string };

export interface OpeningInput {
  readonly windows: Windows;
}

/** `because` says in a sentence until when it is closed. */
export type OpeningOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly because: string; readonly opensAtMs: number };

export interface DeployInput {
  /** The workflow id of the change on whose behalf it is done. */
  readonly change: string;
  readonly target: Target;
  /** The release's id. */
  readonly release: string;
  readonly direction: 'forward' | 'back';
  /** On the way back: the release that is taken away, whose own change set must not be carried out late. */
  readonly undoes?: string;
}

/** `touched` is false where the target carried the release's digest already. */
export interface DeployOutcome {
  readonly touched: boolean;
  /** One sentence on what was done. */
  readonly what: string;
  readonly left: readonly Left[];
}

export interface TestInput {
  readonly change: string;
  readonly merge: Merge;
  readonly commands: readonly string[];
  readonly stage: string;
  readonly region: string;
  readonly targets: readonly Target[];
}

export type TestOutcome = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly because: string };

export interface WatchInput {
  readonly look: Look;
}

export interface Alarmed {
  readonly because: string;
}

/** How a bake ended; `because` is for people also when all is well. */
export interface BakeOutcome {
  readonly kind: 'healthy' | 'unhealthy' | 'inconclusive';
  readonly because: string;
}

export interface Notice {
  readonly change: string;
  readonly subject: string;
  readonly text: string;
}

export interface StartChangeInput {
  readonly id: string;
  /** One line for lists of workflows. */
  readonly summary: string;
  /** The argument of the workflow `change`. */
  readonly argument: unknown;
  readonly searchAttributes: { readonly service: string; readonly pipeline: string; readonly change: string };
}

export interface GoodReleaseInput {
  readonly service: string;
  readonly pipeline: string;
  readonly lane: string;
}

export interface ApprovalRules {
  /** Whether a name that a person typed, and that nothing proves, counts as an approval. */
  readonly claimedNames: boolean;
}

export interface WatchForVanishedInput {
  /** Workflow ids of changes. */
  readonly changes: readonly string[];
}

export interface OpenBelowInput {
  readonly change: string;
  /** Workflow ids that may be below it and are known: they are asked one by one, which is surer than the server's index. */
  readonly known: readonly string[];
}
