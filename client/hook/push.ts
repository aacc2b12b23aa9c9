/** The message of a hook: a branch moved, and a pipeline takes what was pushed to it. One message starts at most one change. */
export interface Push {
  readonly ref: string;
  /** The commits before and after; `noCommit` if the branch was created or deleted. */
  readonly before: string;
  readonly after: string;
  /** The pipeline file's path in the pushed commit. */
  readonly pipeline: string;
}

/** The id that git writes if there is no commit. */
export const noCommit = '0'.repeat(40);

/** `main` for `refs/heads/main`; `undefined` for a tag. */
export const branchOf = (ref: string): string | undefined => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
