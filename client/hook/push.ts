/** What a hook tells: a branch moved, and a pipeline takes what was pushed to it. One message is one change, or none. */
export interface Push {
  readonly ref: string;
  /** The commit before and after; `nothing` where the branch was made or deleted. */
  readonly before: string;
  readonly after: string;
  /** The pipeline file's path in the pushed commit. */
  readonly pipeline: string;
}

/** How git writes that there is no commit. */
export const nothing = '0'.repeat(40);

/** `main` of `refs/heads/main`; `undefined` of a tag. */
export const branchOf = (ref: string): string | undefined => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
