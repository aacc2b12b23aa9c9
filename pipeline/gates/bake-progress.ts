import { describeWait, type Wait } from './bake-verdict';

/** How far a bake has come, as it travels in the details of its "not yet" failure: what it waits for, and the numbers behind that. */
export interface BakeProgress {
  readonly waitsFor: Wait;
  readonly elapsedMs: number;
  readonly forMs: number;
  /** `null` where the metric could not be read. */
  readonly requests: number | null;
  readonly minimumRequests: number;
  /** Why something could not be read at the last look, one sentence each. */
  readonly problems: readonly string[];
}

/** The sentence about a bake that goes on: `63 of 100 requests seen`. */
export const describeBakeProgress = ({ waitsFor, problems }: BakeProgress): string =>
  [describeWait(waitsFor), ...problems].join('; ');
