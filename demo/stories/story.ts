import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Evidence } from '../evidence/evidence';
import type { Repository } from '../repository/repository';

/** One merge and what must become of it. */
export interface Story {
  readonly name: string;
  /** One sentence, for the person who watches. */
  readonly tells: string;
  /** Stories whose merges come before, oldest first. */
  readonly buildsOn: readonly string[];
  /** How the change must end. */
  readonly ends: ChangeOutcome['kind'];
  /** Merges it; `merges` are the commits of the stories before, by name. Answers the merge's commit. */
  merge(repository: Repository, merges: ReadonlyMap<string, string>): Promise<string>;
  /** What must be seen on the stacks and in the running service afterwards. */
  proofs(evidence: Evidence): Proof[];
}

/** Something that must be true; `because` names what was seen instead. */
export interface Proof {
  readonly says: string;
  readonly holds: boolean;
  readonly because?: string;
}

/** Whether this is the version that a service answers, and not why it did not. */
export const isVersion = (text: string | undefined): boolean => text !== undefined && /^sha256-[0-9a-f]{64}$/.test(text);

/** A proof that nothing is in a list that should be empty. */
export const none = (says: string, found: readonly string[]): Proof => ({
  says,
  holds: found.length === 0,
  ...(found.length > 0 && { because: found.join('; ') }),
});
