/** What people decide about a change, and which part of it they mean. */

/** What a person says: who it is, and why. A name that is typed is a claim, nothing proves it. */
export interface Attribution {
  readonly by: string;
  readonly why: string;
}

/** A decision of a person, as it is kept. */
export interface Decision extends Attribution {
  /** `retry`, `accept` or `cancel`, and of what. */
  readonly what: string;
  /** When it was heard, ISO 8601. */
  readonly at: string;
}

/** A step of a way back that keeps failing, and waits for a person. */
export interface StuckStep {
  /** The id of the workflow whose step it is. */
  readonly at: string;
  /** The step, as in `put api back in usw2-az1`. */
  readonly what: string;
  readonly because: string;
}

/** The one sentence about a stuck step, without a full stop. */
export const stuckSentence = ({ what, because }: Pick<StuckStep, 'what' | 'because'>): string => `cannot ${what}: ${because}`;

/** Which of the stuck steps a word is about, or why it is about none. */
export type Addressed =
  | { readonly kind: 'these'; readonly steps: readonly StuckStep[] }
  | { readonly kind: 'none'; readonly because: string };

/**
 * The steps that a word is about: the one at the workflow that it names, by its id or the end of it, else all. A word that takes
 * something for done must name one where there are several: nobody has looked at all of them by accident.
 */
export function addressed(stuck: readonly StuckStep[], { at, all }: { at?: string | undefined; all: boolean }): Addressed {
  const places = stuck.map((step) => step.at).join(', ');
  if (stuck.length === 0) return { kind: 'none', because: 'nothing of it is stuck, so nothing waits for this' };
  const steps = at === undefined ? stuck : stuck.filter((step) => step.at === at || step.at.endsWith(`/${at}`));
  if (steps.length === 0) return { kind: 'none', because: `nothing is stuck at ${at}: name one of ${places}` };
  if (steps.length > 1 && !all) return { kind: 'none', because: `more than one step is stuck: name one of ${places}` };
  return { kind: 'these', steps };
}

/** Why this is no word of a person; `undefined` if it is one. */
export function attributionProblem({ by, why }: { readonly by?: unknown; readonly why?: unknown }): string | undefined {
  if (!isText(by)) return 'say who you are: "by" is missing';
  return isText(why) ? undefined : 'say why: "why" is missing, and the reason is kept';
}

/** Why this names no release that could be there now; `undefined` if it does. */
export const releaseProblem = (release: unknown): string | undefined =>
  release === 'found' || (typeof release === 'string' && /^(sha256-)?[0-9a-f]{7,64}$/.test(release))
    ? undefined
    : `${JSON.stringify(release)} is no release: say what is there now: "found", or the id of a release, as slipway status prints it`;

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
