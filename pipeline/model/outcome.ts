/** How a change and each level below it can end. An expected ending is a value; an exception is a bug or an outage. */

/** Something that is not as it should be, and what a person should do about it. */
export interface Left {
  readonly what: string;
  readonly action: string;
}

/**
 * How a zone, a Region or a wave ended: all of it runs the release, or all that it touched is back, because it hurt (`rolledBack`) or
 * because somebody above said stop before it did (`cancelled`). `leftInPlace` is a test stage's: what failed stays there for a look.
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
  /** Production was touched and put back, in the wave that is named. */
  | { readonly kind: 'rolledBack'; readonly because: string; readonly stage: string; readonly left: readonly Left[] }
  | { readonly kind: 'cancelled'; readonly because: string; readonly left: readonly Left[] };

/** The kinds of endings for people; `kind` itself is for programs. */
export const endingText: Readonly<Record<ChangeOutcome['kind'], string>> = {
  delivered: 'delivered',
  refused: 'refused',
  rolledBack: 'rolled back',
  cancelled: 'cancelled',
};
