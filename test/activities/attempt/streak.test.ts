import {
  type AttemptRecord,
  afterError,
  isDue,
  noAnswer,
  recordAtStart,
  recordIn,
  type Streak,
} from '../../../activities/attempt/streak';

const times = (attempt: number) => ({ attempt, scheduledMs: attempt * 1_000, firstScheduledMs: 1_000 });

/** The record after these attempts, of which each ended with an error, with an answer, or not at all. */
function recordAfter(...attempts: readonly ('error' | 'answer' | 'nothing')[]): AttemptRecord {
  let last: AttemptRecord | undefined;
  attempts.forEach((ending, index) => {
    const attempt = index + 1;
    const record = recordAtStart(last, times(attempt));
    if (ending === 'error')
      last = afterError(record, { ...times(attempt), endedMs: attempt * 1_000 + 1, because: `error ${attempt}` });
    if (ending === 'answer') last = { answered: attempt };
  });
  return recordAtStart(last, times(attempts.length + 1));
}

describe('the attempts of an activity', () => {
  test('have no streak at first', () => {
    expect(recordAfter()).toEqual({ answered: 0 });
  });

  test('count errors since the first of them was scheduled', () => {
    expect(recordAfter('answer', 'error', 'error')).toEqual({
      answered: 3,
      streak: { errors: 2, sinceMs: 2_000, lastMs: 3_001, because: 'error 3' },
    });
  });

  test('begin to count anew after an answer', () => {
    expect(recordAfter('error', 'error', 'answer')).toEqual({ answered: 3 });
  });

  test('count those that ended without an answer, even if they are the first ones', () => {
    expect(recordAfter('nothing')).toEqual({
      answered: 1,
      streak: { errors: 1, sinceMs: 1_000, lastMs: 2_000, because: noAnswer },
    });
    expect(recordAfter('nothing', 'nothing', 'nothing').streak).toMatchObject({ errors: 3, sinceMs: 1_000 });
    expect(recordAfter('error', 'nothing', 'nothing', 'error').streak).toMatchObject({
      errors: 4,
      sinceMs: 1_000,
      because: 'error 4',
    });
    expect(recordAfter('answer', 'nothing').streak).toMatchObject({ errors: 1, because: noAnswer });
  });

  test('that a person has reset begin with what is known, and count none as lost', () => {
    expect(recordAtStart({ answered: 7 }, times(1))).toEqual({ answered: 0 });
  });

  test('leave a record that passes through JSON, and nothing else is taken for one', () => {
    const record = recordAfter('error', 'error');
    expect(recordIn(JSON.parse(JSON.stringify({ note: 'UPDATE_IN_PROGRESS', attempts: record })))).toEqual(record);
    for (const other of [undefined, null, 'change set', {}, { attempts: 7 }, { attempts: { answered: 'x' } }])
      expect(recordIn(other)).toBeUndefined();
  });
});

describe('a workflow is told of a streak', () => {
  const pace = { afterMs: 120_000, againMs: 600_000 };
  const streak = (told?: Streak['told']): Streak => ({
    errors: 3,
    sinceMs: 0,
    lastMs: 1,
    because: 'this',
    ...(told !== undefined && { told }),
  });

  test.each([
    ['not before it has lasted', undefined, 119_999, false],
    ['when it has', undefined, 120_000, true],
    ['not again while the error is the same', { atMs: 0, because: 'this' }, 600_000, false],
    ['again with the same error after an hour, for how often it came', { atMs: 0, because: 'this' }, 3_600_000, true],
    ['not at once of another error', { atMs: 0, because: 'that' }, 599_999, false],
    ['of another error after ten minutes', { atMs: 0, because: 'that' }, 600_000, true],
  ] as const)('%s', (_, told, nowMs, isTold) => {
    expect(isDue(streak(told), pace, nowMs)).toBe(isTold);
  });
});
