import {
  approvalState,
  describeState,
  type OpenApproval,
  type Vote,
  votedOn,
  voteProblem,
} from '../../../pipeline/gates/approval';

const vote = (by: string, verdict: Vote['verdict'] = 'approve'): Vote => ({ by, verdict, why: 'the reasons are good' });

const open = (...votes: Vote[]): OpenApproval => ({
  stage: 'first',
  settings: { approvers: ['ann', 'bob@example.com', 'Cyd'], count: 2, expiresMs: 1000 },
  authors: ['Dan', 'cyd'],
  claimedNames: true,
  votes,
});

describe('an approval', () => {
  test('waits for approvers who are not authors of the change', () => {
    expect(approvalState(open())).toEqual({ kind: 'waiting', because: '0 of 2 approvals; waits for ann, bob@example.com' });
    expect(approvalState(open(vote('ann')))).toEqual({
      kind: 'waiting',
      because: '1 of 2 approvals (so far: ann); waits for bob@example.com',
    });
  });

  test('is given when enough different people have approved', () => {
    expect(approvalState(open(vote('ann'), vote('bob@example.com')))).toEqual({ kind: 'approved' });
  });

  test('is rejected by one rejection, however many approved', () => {
    expect(approvalState(open(vote('ann'), vote('bob@example.com', 'reject')))).toEqual({
      kind: 'rejected',
      because: 'bob@example.com rejected it: the reasons are good',
    });
  });
});

test('an approval that only authors could give says so', () => {
  const stuck = { ...open(), authors: ['ann', 'bob@example.com', 'cyd'] };
  expect(approvalState(stuck)).toEqual({ kind: 'waiting', because: '0 of 2 approvals; nobody is left who may approve' });
  expect(voteProblem([stuck], { by: 'eve', stage: 'first' })).toBe(
    'eve is not an approver of stage first: every approver is an author of the change',
  );
});

describe('a vote', () => {
  test.each([
    ['ann', 'first', open(), undefined],
    [' ANN', 'first', open(), undefined],
    ['ann', 'first', undefined, 'stage first is not waiting for approval'],
    ['ann', 'second', open(), 'stage second is not waiting for approval: stage first is'],
    ['eve', 'first', open(), 'eve is not an approver of stage first: ask ann, bob@example.com'],
    ['cyd', 'first', open(), 'cyd is an author of the change: somebody else must approve it'],
    ['ann', 'first', open(vote('ann')), 'ann has already voted'],
    ['ann', 'first', { ...open(), claimedNames: false }, expect.stringContaining('SLIPWAY_CLAIMED_NAMES=allowed')],
  ])('of %s for stage %s is checked', (by, stage, waiting, problem) => {
    expect(voteProblem(waiting === undefined ? [] : [waiting], { by, stage })).toEqual(problem);
  });
});

describe('a question about a component', () => {
  const about = (component: string, ...votes: Vote[]): OpenApproval => ({
    ...open(...votes),
    question: { component, rows: ['Orders may be replaced'], digest: `sha256-${component}` },
  });

  test.each<[string, string | undefined, readonly OpenApproval[], string | undefined]>([
    ['ann', 'table', [about('table')], undefined],
    [
      'ann',
      undefined,
      [about('table')],
      'stage first asks about component table: name it, with --component table or "component"',
    ],
    ['ann', 'table', [open()], 'stage first waits for approval as a whole, and asks about no component: vote without one'],
    [
      'ann',
      'cache',
      [about('table'), about('api')],
      'component cache of stage first is not waiting for an answer: component table of stage first and component api of stage first are',
    ],
    ['ann', 'table', [], 'component table of stage first is not waiting for an answer'],
    ['eve', 'table', [about('table')], 'eve may not answer for component table of stage first: ask ann, bob@example.com'],
    ['cyd', 'table', [about('table')], 'cyd is an author of the change: somebody else must approve it'],
    ['ann', 'table', [about('table', vote('ann'))], 'ann has already voted'],
    ['ann', 'table', [about('table', vote('ann')), about('table')], undefined],
  ])('takes the vote of %s on %s as it should', (by, component, waiting, problem) => {
    expect(voteProblem(waiting, { by, stage: 'first', ...(component !== undefined && { component }) })).toEqual(problem);
  });

  test('is answered with all that is asked about its component, but for what the person has voted on before', () => {
    const [voted, fresh, other] = [about('table', vote('ann')), about('table'), about('api')];
    expect(votedOn([voted, fresh, other], { by: 'ann', stage: 'first', component: 'table' })).toEqual([fresh]);
  });

  test('about other rows of a component than before takes only votes that name them', () => {
    const first = about('table');
    const further = { ...first, question: { component: 'table', rows: ['b'], digest: 'sha256-0123456789' }, isFurther: true };
    const ballot = { by: 'ann', stage: 'first', component: 'table' };
    expect(votedOn([first, further], ballot)).toEqual([first]);
    expect(votedOn([first, further], { ...ballot, rows: '0123456' })).toEqual([further]);
    expect(voteProblem([further], ballot)).toContain('name them, with --rows 0123456 or "rows"');
    expect(voteProblem([further], { ...ballot, rows: 'another' })).toContain('--rows 0123456');
    const { question: _, ...whole } = first;
    expect(voteProblem([whole], { by: 'ann', stage: 'first', rows: 'what' })).toBeUndefined(); // a stage has no rows
  });

  test.each<['open' | 'expired' | 'over', readonly Vote[], string]>([
    ['open', [], 'asks about component table: 0 of 2 approvals; waits for ann, bob@example.com'],
    [
      'expired',
      [],
      'the question about component table of stage first expired: 0 of 2 approvals; waits for ann, bob@example.com',
    ],
    ['over', [], 'component table of stage first needs no answer any more: the stage goes back'],
    ['expired', [vote('ann', 'reject')], 'component table of stage first: ann rejected it: the reasons are good'],
  ])('that is %s says so', (is, votes, sentence) => {
    expect(describeState(about('table', ...votes), is)).toBe(sentence);
  });
});
