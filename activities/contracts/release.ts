import type { Build, Pipeline, Review, Source } from '../../pipeline/model/pipeline';

/** The activities that check a merge and build its release. */
export interface ReleaseActivities {
  /** Checks that every commit of base..head was approved by somebody other than its author. */
  review(input: ReviewInput): Promise<ReviewOutcome>;
  /** Checks the pipeline, and the release once it is built, against the rules of the worker's owner. */
  checkPolicy(input: CheckPolicyInput): Promise<CheckPolicyOutcome>;
  /** Checks the commit out, runs the build and stores its output as a content-addressed release. */
  build(input: BuildInput): Promise<BuildOutcome>;
}

/** A merged commit, and the repository from which the worker fetches it. */
export interface Merge {
  /** The whole SHA-1 of the commit on the pipeline's branch. */
  readonly commit: string;
  /** A URL or path that `git fetch` understands. */
  readonly repository: string;
}

/** The reason is a sentence for people. */
export interface Refused {
  readonly kind: 'refused';
  readonly because: string;
}

/** Which commits to check, against which requirements. */
export interface ReviewInput {
  readonly merge: Merge;
  readonly review: Review;
  /** The last commit that was reviewed; `null` for the first change, of which only the head is reviewed. */
  readonly base: string | null;
}

/** `authors`: names and addresses of the commits' authors. */
export type ReviewOutcome =
  | { readonly kind: 'approved'; readonly commits: number; readonly authors: readonly string[] }
  | Refused;

/** What to check against the policy. */
export interface CheckPolicyInput {
  readonly pipeline: Pipeline;
  /** The release's id; without it, rules about templates are skipped. */
  readonly release?: string;
}

export type CheckPolicyOutcome = { readonly kind: 'allowed' } | Refused;

export interface BuildInput {
  readonly merge: Merge;
  readonly source: Source;
  readonly build: Build;
  readonly components: readonly BuildComponent[];
  /** The pipeline's tags for its stacks. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What the build must output for a component: paths in its output folder. */
export interface BuildComponent {
  readonly name: string;
  readonly template: string;
  readonly oneBox?: string;
  readonly payload?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** `release` is the release's id. */
export type BuildOutcome = { readonly kind: 'built'; readonly release: string } | Refused;
