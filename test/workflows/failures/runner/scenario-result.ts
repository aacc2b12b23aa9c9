import type { ServiceState } from '../../../../pipeline/lanes/state';
import type { RecordedCall } from '../calls/recorded-call';

/** How each workflow ended, by its level. */
export type Endings = ReadonlyMap<string, string>;

/** What came of a scenario. */
export interface ScenarioResult {
  /** Every call of an activity. */
  readonly calls: readonly RecordedCall[];
  readonly endings: Endings;
  /** The state of traffic control at the end. */
  readonly traffic: ServiceState;
  /** The lanes that were held each time a person was notified of a stuck rollback. */
  readonly heldWhileStuck: readonly (readonly string[])[];
}

/** What came of a scenario with an injected failure. */
export interface FailureResult extends ScenarioResult {
  readonly failedCall: RecordedCall;
}
