import { votersFor } from '../../../pipeline/gates/voters';

const approval = { approvers: ['ann', 'bob'], count: 2, expiresMs: 1000 };
const first = { name: 'first' };
const hours24 = 86_400_000;

describe('who may answer a question', () => {
  test('are the approvers of the stage, as many and as long as it asks for', () => {
    const rules = { claimedNames: true, mayReplace: ['grace'] };
    expect(votersFor({ ...first, approval }, ['Dan'], rules)).toEqual({ kind: 'these', settings: approval });
  });

  test('is else any one of those whom the policy names, within a day', () => {
    expect(votersFor(first, ['Ada', 'ada@example.com'], { claimedNames: true, mayReplace: ['ada', 'grace'] })).toEqual({
      kind: 'these',
      settings: { approvers: ['ada', 'grace'], count: 1, expiresMs: hours24 },
    });
  });

  const named = 'name approvers in stage first, or people with mayReplace([…]) in the worker’s policy';
  const claimed = 'start the worker with SLIPWAY_CLAIMED_NAMES=allowed';
  test.each<[string, Parameters<typeof votersFor>, string]>([
    ['nobody is named', [first, [], { claimedNames: true }], `nobody is named who may: ${named}`],
    [
      'names that nobody has verified do not count',
      [{ ...first, approval }, [], { claimedNames: false }],
      `votes under unverified names do not count: ${claimed}`,
    ],
    [
      'both',
      [first, [], { claimedNames: false, mayReplace: [] }],
      `votes under unverified names do not count: ${claimed}; and nobody is named who may: ${named}`,
    ],
    [
      'the policy names only authors',
      [first, ['Ada', 'GRACE '], { claimedNames: true, mayReplace: ['ada', 'grace'] }],
      'everybody who may is an author of the change (ada, grace): name others in mayReplace([…]) of the policy',
    ],
    [
      'too few are left who are no authors',
      [{ ...first, approval }, ['bob'], { claimedNames: true, mayReplace: ['grace'] }],
      '2 people must, but only ann may who is not an author of the change: name more in the approval of stage first',
    ],
    [
      'one person is named twice',
      [{ ...first, approval: { ...approval, approvers: ['ann', 'Ann'] } }, [], { claimedNames: true }],
      '2 people must, but only ann may who is not an author of the change: name more in the approval of stage first',
    ],
  ])('is nobody if %s, with what to do about it', (_, input, because) => {
    expect(votersFor(...input)).toEqual({ kind: 'nobody', because });
  });
});
