import type { ChangeOutcome } from '../../pipeline/model/outcome';
import type { Evidence } from '../evidence/evidence';
import type { Repository } from '../repository/repository';

/** One merge, and how its change must end. */
export interface Story {
  readonly name: string;
  /** One sentence for the person who watches. */
  readonly summary: string;
  /** Stories whose merges come before this one, oldest first. */
  readonly buildsOn: readonly string[];
  /** How the change must end. */
  readonly expected: ChangeOutcome['kind'];
  /** Merges the change and returns the merge commit. `commits` has the merge commits of earlier stories, by name. */
  merge(repository: Repository, commits: ReadonlyMap<string, string>): Promise<string>;
  /** What the stacks and the running service must show afterwards. */
  proofs(evidence: Evidence): Proof[];
}

/** A claim that must hold; `because` is what was observed. */
export interface Proof {
  readonly claim: string;
  readonly holds: boolean;
  readonly because?: string;
}

/** Whether the text is a version, and not the reason why the service reported none. */
export const isVersion = (text: string | undefined): boolean => text !== undefined && /^sha256-[0-9a-f]{64}$/.test(text);

/** A claim that holds if there are no exceptions. */
export const claimWithout = (claim: string, exceptions: readonly string[]): Proof => ({
  claim,
  holds: exceptions.length === 0,
  ...(exceptions.length > 0 && { because: exceptions.join('; ') }),
});
