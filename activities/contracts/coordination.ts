/** The activities with which workflows start and observe each other, and reach people. */
export interface CoordinationActivities {
  /** Notifies people. */
  notify(notice: Notice): Promise<void>;
  /** Starts a change as a root workflow. `running` is false if a change of this id has already ended. */
  startChange(input: StartChangeInput): Promise<{ readonly running: boolean }>;
  /** Asks the service which release is good in a lane; `null` if it knows none. */
  goodRelease(input: GoodReleaseInput): Promise<string | null>;
  /** Returns when at least one of these changes is no longer open, with all of those. */
  watchForVanished(input: WatchForVanishedInput): Promise<{ readonly vanished: readonly string[] }>;
  /** What the worker's owner accepts as an approval. */
  approvalRules(): Promise<ApprovalRules>;
  /** The ids of the open workflows below a change. */
  openBelow(input: OpenBelowInput): Promise<readonly string[]>;
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

export interface WatchForVanishedInput {
  /** Workflow ids of changes. */
  readonly changes: readonly string[];
}

export interface ApprovalRules {
  /** Whether a name that a person typed without any proof counts as an approval. */
  readonly claimedNames: boolean;
  /** The people whom the policy names: one of them may allow what may replace data, where the stage has no approvers. */
  readonly mayReplace?: readonly string[];
}

export interface OpenBelowInput {
  readonly change: string;
  /** Ids of workflows that may be open below it. Each is described, which is more reliable than the server's index. */
  readonly known: readonly string[];
}
