import { short } from '../pipeline/model/ids';
import { withHeartbeats } from './attempt/heartbeats';
import type { Refused, ReviewInput, ReviewOutcome } from './contract';
import { type Repositories, SourceUnavailable } from './source/repositories';

interface Commit {
  readonly id: string;
  /** The address, in lower case. */
  readonly author: string;
  readonly name: string;
  /** Addresses, in lower case. */
  readonly reviewers: readonly string[];
}

/** Separates fields and records with characters that git allows in no trailer or address. */
const format = '%H%x1f%ae%x1f%an%x1f%(trailers:key=Reviewed-by,valueonly,separator=%x1e)%x00';

/**
 * Checks that every commit of base..head has `Reviewed-by:` trailers of as many people as the pipeline requires, not counting its author.
 * A pipeline's first change has no base: only its head is checked.
 */
export function review({ repositories }: { repositories: Repositories }) {
  return async (input: ReviewInput): Promise<ReviewOutcome> =>
    await withHeartbeats(() =>
      reviewRange(repositories, input).catch((err: unknown) => {
        if (err instanceof SourceUnavailable) return refused(err.message);
        throw err;
      }),
    );
}

async function reviewRange(repositories: Repositories, { merge, review, base }: ReviewInput): Promise<ReviewOutcome> {
  if (base !== null && !(await repositories.has({ ...merge, commit: base })))
    return refused(
      `the reviewed commit ${short(base)} is not in ${merge.repository}: submit from the repository of the earlier changes, or merge onto ${short(base)}`,
    );
  const range = base === null ? ['-1', merge.commit] : [`${base}..${merge.commit}`];
  const commits = parseLog(await repositories.git(merge, 'log', `--format=${format}`, ...range, '--'));
  if (commits.length === 0)
    return refused(`commit ${short(merge.commit)} is contained in ${short(base ?? '')}, which was merged before it`);
  const lacking = commits.find((commit) => !(approvers(commit).size >= review.approvals));
  if (lacking !== undefined) return refused(lacksApprovals(lacking, review.approvals));
  const authors = new Set(commits.flatMap(({ author, name }) => [name, author]));
  return { kind: 'approved', commits: commits.length, authors: [...authors] };
}

const refused = (because: string): Refused => ({ kind: 'refused', because });

const parseLog = (log: string): Commit[] =>
  log
    .split('\0')
    .map((record) => record.trim())
    .filter((record) => record !== '')
    .map((record) => {
      const [id = '', author = '', name = '', reviewers = ''] = record.split('\x1f');
      return {
        id,
        author: author.toLowerCase(),
        name,
        reviewers: reviewers.split('\x1e').flatMap((line) => addressIn(line) ?? []),
      };
    });

/** From `Ada Lovelace <ada@example.com>`. A reviewer without an address does not count: it could be the author. */
const addressIn = (reviewer: string): string | undefined => /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(reviewer)?.[1]?.toLowerCase();

const approvers = ({ author, reviewers }: Commit): Set<string> => new Set(reviewers.filter((reviewer) => reviewer !== author));

function lacksApprovals(commit: Commit, required: number): string {
  const count = approvers(commit).size;
  const own = commit.reviewers.includes(commit.author) && count === 0 ? ' (its author’s own does not count)' : '';
  return `commit ${short(commit.id)} has ${count} of ${required} approvals${own}: add a trailer "Reviewed-by: Name <address>" of somebody other than ${commit.author}`;
}
