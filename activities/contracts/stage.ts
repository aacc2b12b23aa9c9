import type { Question } from '../../pipeline/gates/question';
import type { Left } from '../../pipeline/model/outcome';
import type { Target } from '../../pipeline/model/target';
import type { Windows } from '../../pipeline/model/windows';
import type { BakePlan, Look } from '../../pipeline/plan/bake-plan';
import type { Merge } from './release';

/** The activities of a stage: its gates, deployments and tests, and what is watched during and after them. */
export interface StageActivities {
  /** Stores what runs at the targets as the release `found`, and returns its id. Call it before the change touches them. */
  survey(input: SurveyInput): Promise<string>;
  /** Checks only alarms: each that a stage watches is ok, or the release is about to create it. With `wait` it returns only once that is so. */
  gates(input: GatesInput): Promise<GatesOutcome>;
  /** Returns whether windows are open now, and if not, when they open next. Fails if they never do. */
  opening(input: OpeningInput): Promise<OpeningOutcome>;
  /**
   * Finds out what a deployment to the targets of one Region would do, and touches nothing: the change sets and empty stacks that it makes
   * are deleted again. Call it while holding the lane, before the first touch.
   */
  examine(input: ExamineInput): Promise<ExamineOutcome>;
  /** Deploys a release to a target, or puts the target back to it. Idempotent. */
  deploy(input: DeployInput): Promise<DeployOutcome>;
  /** Runs a stage's test commands against what is deployed in a Region. */
  test(input: TestInput): Promise<TestOutcome>;
  /** Returns when an alarm fires, and never otherwise. */
  watch(input: WatchInput): Promise<Alarmed>;
  /** Returns the verdict of a bake: one look per attempt, which the server retries until the bake ends. */
  bake(input: BakePlan): Promise<BakeOutcome>;
}

export interface SurveyInput {
  readonly change: string;
  readonly targets: readonly Target[];
}

export interface ExamineInput {
  readonly change: string;
  /** The release's id. */
  readonly release: string;
  /** Of one Region, in the order of deployment. */
  readonly targets: readonly Target[];
}

export type ExamineOutcome =
  | {
      readonly kind: 'clear';
      /** What a person must allow first. */
      readonly questions: readonly Question[];
      /** What people should know before the first touch, such as a parameter that a rollback cannot restore: a sentence each. */
      readonly notes: readonly string[];
      /** The names of the alarms in templates that CloudFormation has processed: of macros, `Fn::ForEach` and `AWS::Include`. */
      readonly alarms: readonly string[];
      /** The components that make resources which no template shows before the deployment: nested stacks and modules. */
      readonly hides: readonly string[];
    }
  /** No person can allow it: it would delete data, or CloudFormation refuses the template. */
  | { readonly kind: 'refused'; readonly because: string };

export interface GatesInput {
  /** The release that is about to be deployed: alarms that its templates declare need not exist yet. */
  readonly release: string;
  readonly places: readonly GatePlace[];
  readonly wait: boolean;
  /** The digests of the questions that people have answered with yes. */
  readonly allowed?: readonly string[];
}

/** A Region of a stage. */
export interface GatePlace {
  readonly look: Look;
  readonly targets: readonly Target[];
  /**
   * What `examine` found there. Without it, an alarm that a macro, a nested stack or a module may create does not close the gate: it is
   * known only later.
   */
  readonly examined?: Pick<ExamineOutcome & { readonly kind: 'clear' }, 'alarms' | 'hides'>;
}

/** `asks`: nothing else is wrong, and only the deployment can tell whether the release creates these alarms. */
export type GatesOutcome =
  | { readonly kind: 'open'; readonly notes?: readonly string[] }
  | { readonly kind: 'closed'; readonly because: string }
  | { readonly kind: 'asks'; readonly questions: readonly Question[] };

export interface OpeningInput {
  readonly windows: Windows;
}

/** `because` says in a sentence until when they are closed; `opensAtMs` is in ms since 1970. */
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
  /** On the way back: the release that is taken away, whose change set must not be executed later. */
  readonly undoes?: string;
  /** Forward: the digests of the questions that people have answered with yes. */
  readonly allowed?: readonly string[];
}

/** `touched` is false if this change did not alter the target, which had the release's digest already. */
export interface DeployOutcome {
  readonly touched: boolean;
  /** One sentence on what was done. */
  readonly what: string;
  readonly left: readonly Left[];
  /** Forward only: nothing was done, because a person must allow this first. */
  readonly asks?: Question;
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

/** Names the alarms that fired, in a sentence. */
export interface Alarmed {
  readonly because: string;
}

/** The verdict of a bake; `because` is for people, also if the verdict is `healthy`. */
export interface BakeOutcome {
  readonly kind: 'healthy' | 'unhealthy' | 'inconclusive';
  readonly because: string;
}
