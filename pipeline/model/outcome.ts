/** How a change and each level below it can end. An expected ending is a value; an exception is a bug or an outage. */

/** Something that an ending left in a wrong state, and what a person should do about it. */
export interface Left {
  readonly what: string;
  readonly action: string;
}

/**
 * How a zone, a Region or a stage ended. `deployed`: all of it runs the release. `rolledBack`: its evidence was bad and all that it touched
 * is back. `cancelled`: the level above stopped it and all that it touched is back. `leftInPlace`: a test stage failed, and the failed
 * release stays there for people to examine.
 */
export type LevelOutcome =
  | { readonly kind: 'deployed'; readonly touched: boolean }
  | { readonly kind: 'rolledBack'; readonly because: string; readonly left: readonly Left[] }
  | { readonly kind: 'cancelled'; readonly because: string; readonly left: readonly Left[] }
  | { readonly kind: 'leftInPlace'; readonly because: string; readonly left: readonly Left[] };

/** How a change ended. `because` is one sentence for a person. */
export type ChangeOutcome =
  | { readonly kind: 'delivered'; readonly because: string }
  /** Production was not touched. */
  | { readonly kind: 'refused'; readonly because: string; readonly left: readonly Left[] }
  /** Production was touched and put back; `stage` is the wave in which that began. */
  | { readonly kind: 'rolledBack'; readonly because: string; readonly stage: string; readonly left: readonly Left[] }
  | { readonly kind: 'cancelled'; readonly because: string; readonly left: readonly Left[] };

/** The kinds of endings for people; `kind` itself is for programs. */
export const endingText: Readonly<Record<ChangeOutcome['kind'], string>> = {
  delivered: 'delivered',
  refused: 'refused',
  rolledBack: 'rolled back',
  cancelled: 'cancelled',
};
