import type { ReviewInput, ReviewOutcome } from '../../activities/contract';
import { review } from '../../activities/review';
import { ARepository, theRepositories } from './builders/a-repository';
import { aFolder } from './builders/a-site';
import { anActivity } from './builders/an-activity';

const bob = 'Bob <bob@example.com>';
const cyd = 'Cyd <cyd@example.com>';
const ada = 'Ada <ada@example.com>';
const repositories = theRepositories();

function reviewed(repository: ARepository, head: string, more: Partial<ReviewInput> = {}): Promise<ReviewOutcome> {
  const input: ReviewInput = { merge: repository.merge(head), review: { approvals: 1 }, base: null, ...more };
  return anActivity().run(review({ repositories }), input);
}

describe('a change is approved', () => {
  it('when every commit since the last review bears the trailer of somebody else', async () => {
    const repository = new ARepository();
    const base = repository.commit();
    repository.commit({ reviewedBy: [bob] });
    const head = repository.commit({ reviewedBy: [cyd] });
    expect(await reviewed(repository, head, { base })).toEqual({
      kind: 'approved',
      commits: 2,
      authors: ['Ada', 'ada@example.com'],
    });
  });

  it('by its head alone when nothing was ever reviewed', async () => {
    const repository = new ARepository();
    repository.commit();
    const head = repository.commit({ reviewedBy: [bob] });
    expect(await reviewed(repository, head)).toEqual({ kind: 'approved', commits: 1, authors: ['Ada', 'ada@example.com'] });
  });

  it('when the pipeline asks for no approvals', async () => {
    const repository = new ARepository();
    expect(await reviewed(repository, repository.commit(), { review: { approvals: 0 } })).toMatchObject({ kind: 'approved' });
  });

  it('of two people where two are asked for', async () => {
    const repository = new ARepository();
    const head = repository.commit({ reviewedBy: [bob, cyd] });
    expect(await reviewed(repository, head, { review: { approvals: 2 } })).toMatchObject({ kind: 'approved' });
  });
});

describe('a change is refused', () => {
  it('when an earlier change contains it already: deployed late, it would take that one back', async () => {
    const repository = new ARepository();
    const head = repository.commit();
    expect(await reviewed(repository, head, { base: head })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('is contained in'),
    });
  });

  const because = (sentence: string | RegExp) => ({ kind: 'refused', because: expect.stringMatching(sentence) });

  it('when one commit of the range bears no trailer, which is named', async () => {
    const repository = new ARepository();
    const base = repository.commit();
    const bare = repository.commit();
    const head = repository.commit({ reviewedBy: [bob] });
    expect(await reviewed(repository, head, { base })).toEqual({
      kind: 'refused',
      because: `commit ${bare.slice(0, 7)} has 0 of 1 approvals: it needs a trailer "Reviewed-by: Name <address>" of somebody other than ada@example.com`,
    });
  });

  it.each([ada, 'Ada L. <ADA@Example.com>'])('when only its author approved it, written as %s', async (self) => {
    const repository = new ARepository();
    const head = repository.commit({ author: ada, reviewedBy: [self] });
    expect(await reviewed(repository, head)).toEqual(because(/has 0 of 1 approvals, and its author’s own does not count/));
  });

  it.each([
    ['twice by the same', [bob, 'Robert <BOB@example.com>']],
    ['by one and its author', [bob, ada]],
    ['by one and a name without an address', [bob, 'Cyd']],
  ])('when two approvals are asked for and it was approved %s', async (_, reviewedBy) => {
    const repository = new ARepository();
    const head = repository.commit({ author: ada, reviewedBy });
    expect(await reviewed(repository, head, { review: { approvals: 2 } })).toEqual(because(/has 1 of 2 approvals/));
  });

  it('when the words stand in its text and not in a trailer', async () => {
    const repository = new ARepository();
    const head = repository.commit({ message: `Reviewed-by: ${bob}\n\nsaid nobody, ever\n` });
    expect(await reviewed(repository, head)).toEqual(because(/has 0 of 1/));
  });

  it('when its repository cannot be read: with the place, why, and the mend', async () => {
    const repository = `${aFolder()}/none`;
    const merge = { repository, commit: 'a'.repeat(40) };
    expect(await anActivity().run(review({ repositories }), { merge, review: { approvals: 1 }, base: null })).toEqual(
      because(`the repository ${repository} cannot be read \\(fatal: .*does not appear to be a git repository\\): correct it`),
    );
  });

  it('when its commit is not in the repository', async () => {
    const repository = new ARepository();
    repository.commit();
    const commit = 'a'.repeat(40);
    expect(await reviewed(repository, commit)).toEqual(because(`has no commit ${commit}: push it, or name another`));
  });

  it('when the commit up to which all was reviewed is gone', async () => {
    const repository = new ARepository();
    const head = repository.commit({ reviewedBy: [bob] });
    const base = 'b'.repeat(40);
    expect(await reviewed(repository, head, { base })).toEqual(
      because(`commit bbbbbbb, which came before, is not in ${repository.folder}: hand it over from`),
    );
  });
});

test('a commit that came after the last look is fetched', async () => {
  const repository = new ARepository();
  await reviewed(repository, repository.commit({ reviewedBy: [bob] }));
  const later = repository.commit({ reviewedBy: [bob] });
  const looks = await Promise.all([reviewed(repository, later), reviewed(repository, later)]);
  expect(looks.map(({ kind }) => kind)).toEqual(['approved', 'approved']);
});
