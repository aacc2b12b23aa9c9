import { approvalState, type OpenApproval, type Vote, voteProblem } from '../../../pipeline/gates/approval';

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
  expect(voteProblem(stuck, { by: 'eve', stage: 'first' })).toBe(
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
    expect(voteProblem(waiting, { by, stage })).toEqual(problem);
  });
});
