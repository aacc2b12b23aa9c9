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
  test('waits, and says for whom: not for who wrote the change', () => {
    expect(approvalState(open())).toEqual({ kind: 'waiting', because: '0 of 2 approvals; waits for ann, bob@example.com' });
    expect(approvalState(open(vote('ann')))).toEqual({
      kind: 'waiting',
      because: '1 of 2 approvals (so far: ann); waits for bob@example.com',
    });
  });

  test('is given when enough different people have said yes', () => {
    expect(approvalState(open(vote('ann'), vote('bob@example.com')))).toEqual({ kind: 'approved' });
  });

  test('is refused by one no, however many said yes', () => {
    expect(approvalState(open(vote('ann'), vote('bob@example.com', 'reject')))).toEqual({
      kind: 'rejected',
      because: 'bob@example.com rejected it: the reasons are good',
    });
  });
});

describe('a vote', () => {
  test.each([
    ['ann', 'first', open(), undefined],
    [' ANN', 'first', open(), undefined],
    ['ann', 'first', undefined, 'stage first does not wait for approval just now'],
    ['ann', 'second', open(), 'stage second does not wait for approval just now: first does'],
    ['eve', 'first', open(), 'eve is no approver of stage first: ann, bob@example.com can'],
    ['cyd', 'first', open(), 'cyd wrote the change, and nobody approves of their own'],
    ['ann', 'first', open(vote('ann')), 'ann has spoken already'],
    ['ann', 'first', { ...open(), claimedNames: false }, expect.stringContaining('SLIPWAY_CLAIMED_NAMES=allowed')],
  ])('of %s for stage %s is looked at', (by, stage, waiting, wrong) => {
    expect(voteProblem(waiting, { by, stage })).toEqual(wrong);
  });
});
