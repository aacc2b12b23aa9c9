/** What people decide about a change, and which part of it they mean. */

/** Who a person says they are, and why they act. Nothing proves the name. */
export interface Attribution {
  readonly by: string;
  readonly why: string;
}

/** A decision of a person, as it is recorded. */
export interface Decision extends Attribution {
  /** `retry`, `accept` or `cancel`, and of what. */
  readonly what: string;
  /** When it was received, ISO 8601. */
  readonly at: string;
}

/** A step of a rollback that keeps failing and waits for a person. */
export interface StuckStep {
  /** The id of the workflow whose step it is. */
  readonly at: string;
  /** The step, as in `put checkout-prod-api-usw2-az1 back`. */
  readonly what: string;
  readonly because: string;
}

/** One sentence about a stuck step, without a full stop. */
export const stuckSentence = ({ what, because }: Pick<StuckStep, 'what' | 'because'>): string => `cannot ${what}: ${because}`;

/** The stuck steps that a command is about, or why it is about none. */
export type AddressedSteps =
  | { readonly kind: 'these'; readonly steps: readonly StuckStep[] }
  | { readonly kind: 'none'; readonly because: string };

/**
 * The stuck steps that a command is about: those of the workflow `at`, which may be the end of its id, or all. A command that accepts a step
 * as done passes `all: false` and must name one if there are several, so that nobody accepts by accident what they have not looked at.
 */
export function addressedSteps(
  stuck: readonly StuckStep[],
  { at, all }: { at?: string | undefined; all: boolean },
): AddressedSteps {
  const places = stuck.map((step) => step.at).join(', ');
  if (stuck.length === 0) return { kind: 'none', because: 'no step of this change is stuck, so there is nothing to decide' };
  const steps = at === undefined ? stuck : stuck.filter((step) => step.at === at || step.at.endsWith(`/${at}`));
  if (steps.length === 0) return { kind: 'none', because: `nothing is stuck at ${at}: name one of ${places}` };
  if (steps.length > 1 && !all) return { kind: 'none', because: `more than one step is stuck: name one of ${places}` };
  return { kind: 'these', steps };
}

/** Why an attribution is not complete; `undefined` if it is. */
export function attributionProblem({ by, why }: { readonly by?: unknown; readonly why?: unknown }): string | undefined {
  if (!isText(by)) return '"by" is missing: say who you are';
  return isText(why) ? undefined : '"why" is missing: give the reason, which is kept';
}

/** Why a value does not name the release that a person found at a target; `undefined` if it does. */
export const releaseProblem = (release: unknown): string | undefined =>
  release === 'found' || (typeof release === 'string' && /^(sha256-)?[0-9a-f]{7,64}$/.test(release))
    ? undefined
    : `${JSON.stringify(release)} is not a release: write "found", or the id of the release that is there now (see slipway status)`;

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
