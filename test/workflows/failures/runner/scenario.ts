import type { RecordedCall } from '../calls/recorded-call';
import type { FailureMode } from './failure-mode';

/** What happens without an injected failure: every bake is healthy; or the last bake of the last Region is unhealthy and everything is rolled back. */
export const baselines = ['healthy', 'unhealthy'] as const;
export type Baseline = (typeof baselines)[number];

/** One run to make. */
export interface Scenario {
  readonly baseline: Baseline;
  /** The failure to inject: at which call, and how. */
  readonly failure?: { readonly at: RecordedCall; readonly mode: FailureMode };
}
