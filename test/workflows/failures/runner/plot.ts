import type { Call } from './call';
import type { Mode } from './mode';

/** All is well; or the last bake of the last Region is unhealthy, so that everything goes back. */
export const bases = ['calm', 'unhealthy'] as const;
export type Base = (typeof bases)[number];

/** What happens in a story. */
export interface Plot {
  readonly base: Base;
  /** The call that goes wrong, and how. */
  readonly wrong?: { readonly at: Call; readonly mode: Mode };
}
