import type { Site } from '../../activities/aws/accounts';
import type { DemoSet } from '../../demo/set/set';
import type { Chance } from './chance';

/** What is broken, and where chance comes from. */
export interface Scene {
  readonly set: DemoSet;
  readonly sites: readonly Site[];
  readonly chance: Chance;
}

/** One kind of breakage. */
export interface Breakage {
  /** As in `--only worker-killed`. */
  readonly name: string;
  /** For the table. */
  readonly what: string;
  /** Gets a set ready to be broken this way. */
  begin(scene: Scene): Promise<Breaking>;
}

/** A breakage under way on one set. */
export interface Breaking {
  /** Breaks it and mends it again. Answers what was done, in a few words; nothing where it came to nothing. */
  once(): Promise<string | undefined>;
  /** Ends what `begin` started. */
  end?(): Promise<void>;
}
