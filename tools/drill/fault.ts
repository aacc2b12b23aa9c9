import type { Site } from '../../activities/aws/accounts';
import type { DemoSystem } from '../../demo/system/demo-system';
import type { SeededRandom } from './seeded-random';

/** Where faults are injected, and the source of randomness. */
export interface FaultContext {
  readonly system: DemoSystem;
  readonly sites: readonly Site[];
  readonly random: SeededRandom;
}

/** One kind of fault. */
export interface Fault {
  /** As in `--only worker-killed`. */
  readonly name: string;
  /** For the table. */
  readonly what: string;
  /** Prepares a system for this fault. */
  prepare(context: FaultContext): Promise<PreparedFault>;
}

/** A fault that is ready for one system. */
export interface PreparedFault {
  /** Injects the fault once and repairs it. Returns what was done, in a few words; `undefined` if it had no effect. */
  inject(): Promise<string | undefined>;
  /** Stops what `prepare` started. */
  end?(): Promise<void>;
}
