import { short } from '../pipeline/model/ids';
import { withHeartbeats } from './attempt/heartbeats';
import type { ReviewInput, ReviewOutcome } from './contract';
import { NoSource, type Repositories } from './source/repositories';

interface Commit {
  readonly id: string;
  /** The address. */
  readonly author: string;
  readonly name: string;
  readonly reviewers: readonly string[];
}

/** Fields and records are parted by characters that git lets nobody write into a trailer or an address. */
const format = '%H%x1f%ae%x1f%an%x1f%(trailers:key=Reviewed-by,valueonly,separator=%x1e)%x00';

/**
 * Every commit of base..head must bear `Reviewed-by:` trailers of as many people as the pipeline asks for, none of them its author. The
 * first change of a pipeline has no base, and only its head is looked at.
 */
export function review({ repositories }: { repositories: Repositories }) {
  return async (input: ReviewInput): Promise<ReviewOutcome> => await withHeartbeats(() => look(repositories, input));
}

async function look(repositories: Repositories, { merge, review: { approvals }, base }: ReviewInput): Promise<ReviewOutcome> {
  try {
    if (base !== null && !(await repositories.knows({ ...merge, commit: base })))
      return {
        kind: 'refused',
        because: `commit ${short(base)}, which came before, is not in ${merge.repository}: hand it over from the repository that the others came from, or merge onto ${short(base)}`,
      };
    const range = base === null ? ['-1', merge.commit] : [`${base}..${merge.commit}`];
    const commits = parse(await repositories.git(merge, 'log', `--format=${format}`, ...range, '--'));
    if (commits.length === 0)
      return {
        kind: 'refused',
        because: `commit ${short(merge.commit)} is contained in ${short(base ?? '')}, which came before it`,
      };
    const refused = commits.find((commit) => !(approvers(commit).size >= approvals));
    return refused === undefined
      ? {
          kind: 'approved',
          commits: commits.length,
          authors: [...new Set(commits.flatMap(({ author, name }) => [name, author]))],
        }
      : { kind: 'refused', because: sentence(refused, approvals) };
  } catch (err) {
    if (err instanceof NoSource) return { kind: 'refused', because: err.message };
    throw err;
  }
}

const parse = (log: string): Commit[] =>
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

/** `Ada Lovelace <ada@example.com>`: who has no address cannot be told from the author. */
const addressIn = (reviewer: string): string | undefined => /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(reviewer)?.[1]?.toLowerCase();

const approvers = ({ author, reviewers }: Commit): Set<string> => new Set(reviewers.filter((reviewer) => reviewer !== author));

function sentence(commit: Commit, wanted: number): string {
  const has = approvers(commit).size;
  const by = commit.reviewers.includes(commit.author) && has === 0 ? ', and its author’s own does not count' : '';
  return `commit ${commit.id.slice(0, 7)} has ${has} of ${wanted} approvals${by}: it needs a trailer "Reviewed-by: Name <address>" of somebody other than ${commit.author}`;
}
