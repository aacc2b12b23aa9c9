import { sortAnswer } from '../../activities/attempt/answers/sort-answer';
import type { ReviewInput, ReviewOutcome } from '../../activities/contract';
import { review } from '../../activities/review';
import { aFolder } from '../a-folder';
import { ARepository, someRepositories } from './builders/a-repository';
import { anActivity } from './builders/an-activity';

const bob = 'Bob <bob@example.com>';
const cyd = 'Cyd <cyd@example.com>';
const ada = 'Ada <ada@example.com>';
const repositories = someRepositories();

function reviewed(repository: ARepository, head: string, more: Partial<ReviewInput> = {}): Promise<ReviewOutcome> {
  const input: ReviewInput = { merge: repository.merge(head), review: { approvals: 1 }, base: null, ...more };
  return anActivity().run(review({ repositories }), input);
}

describe('a change is approved', () => {
  test('if every commit since the last review has a trailer of somebody other than its author', async () => {
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

  test('by its head alone if it is the first', async () => {
    const repository = new ARepository();
    repository.commit();
    const head = repository.commit({ reviewedBy: [bob] });
    expect(await reviewed(repository, head)).toEqual({ kind: 'approved', commits: 1, authors: ['Ada', 'ada@example.com'] });
  });

  test('if the pipeline requires no approvals', async () => {
    const repository = new ARepository();
    expect(await reviewed(repository, repository.commit(), { review: { approvals: 0 } })).toMatchObject({ kind: 'approved' });
  });

  test('by two people if the pipeline requires two', async () => {
    const repository = new ARepository();
    const head = repository.commit({ reviewedBy: [bob, cyd] });
    expect(await reviewed(repository, head, { review: { approvals: 2 } })).toMatchObject({ kind: 'approved' });
  });
});

describe('a change is refused', () => {
  test('if an earlier change contains it already: deploying it later would take that one back', async () => {
    const repository = new ARepository();
    const head = repository.commit();
    expect(await reviewed(repository, head, { base: head })).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('is contained in'),
    });
  });

  const because = (sentence: string | RegExp) => ({ kind: 'refused', because: expect.stringMatching(sentence) });

  test('if one commit of the range has no trailer, and names that commit', async () => {
    const repository = new ARepository();
    const base = repository.commit();
    const bare = repository.commit();
    const head = repository.commit({ reviewedBy: [bob] });
    expect(await reviewed(repository, head, { base })).toEqual({
      kind: 'refused',
      because: `commit ${bare.slice(0, 7)} has 0 of 1 approvals: add a trailer "Reviewed-by: Name <address>" of somebody other than ada@example.com`,
    });
  });

  test.each([ada, 'Ada L. <ADA@Example.com>'])('if only its author approved it, written as %s', async (self) => {
    const repository = new ARepository();
    const head = repository.commit({ author: ada, reviewedBy: [self] });
    expect(await reviewed(repository, head)).toEqual(because(/has 0 of 1 approvals \(its author’s own does not count\)/));
  });

  test.each([
    ['twice by the same', [bob, 'Robert <BOB@example.com>']],
    ['by one and its author', [bob, ada]],
    ['by one and a name without an address', [bob, 'Cyd']],
  ])('if two approvals are required and it was approved %s', async (_, reviewedBy) => {
    const repository = new ARepository();
    const head = repository.commit({ author: ada, reviewedBy });
    expect(await reviewed(repository, head, { review: { approvals: 2 } })).toEqual(because(/has 1 of 2 approvals/));
  });

  test('if the words are in its text and not in a trailer', async () => {
    const repository = new ARepository();
    const head = repository.commit({ message: `Reviewed-by: ${bob}\n\nsaid nobody, ever\n` });
    expect(await reviewed(repository, head)).toEqual(because(/has 0 of 1/));
  });

  test('if its repository does not have the commit', async () => {
    const repository = new ARepository();
    repository.commit();
    const commit = 'a'.repeat(40);
    expect(await reviewed(repository, commit)).toEqual(because(`does not have commit ${commit}: push it`));
  });

  test('if its repository does not have the last reviewed commit', async () => {
    const repository = new ARepository();
    const head = repository.commit({ reviewedBy: [bob] });
    const base = 'b'.repeat(40);
    expect(await reviewed(repository, head, { base })).toEqual(
      because(`the reviewed commit bbbbbbb is not in ${repository.folder}: submit from`),
    );
  });
});

test('a commit that is newer than the mirror is fetched', async () => {
  const repository = new ARepository();
  await reviewed(repository, repository.commit({ reviewedBy: [bob] }));
  const later = repository.commit({ reviewedBy: [bob] });
  const outcomes = await Promise.all([reviewed(repository, later), reviewed(repository, later)]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['approved', 'approved']);
});

test('a repository that cannot be read needs a person, who is told the address, the reason, and what to do', async () => {
  const repository = `${aFolder()}/none`;
  const merge = { repository, commit: 'a'.repeat(40) };
  const outcome = anActivity().run(review({ repositories }), { merge, review: { approvals: 1 }, base: null });
  expect(
    sortAnswer(
      await outcome.then(
        () => undefined,
        (err: unknown) => err,
      ),
    ),
  ).toEqual({
    kind: 'person',
    because: `the repository ${repository} cannot be read: fatal: '${repository}' does not appear to be a git repository: correct its address, or give the worker access to it`,
  });
});
