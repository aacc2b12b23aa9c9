import { CancelledFailure, type Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { failure, personNeeded, retryableFailure } from '../../../activities/attempt/failure';
import type { Heartbeat } from '../../../activities/attempt/heartbeats';
import { notYet } from '../../../activities/attempt/not-yet';
import type { SendSignal } from '../../../activities/attempt/tell';
import { withAnswers } from '../../../activities/attempt/with-answers';
import { anActivity } from '../builders/an-activity';

/** An attempt that throws this: what the server gets, what the workflow is told, and the record that the next attempt will get. */
async function attempt(err: unknown, info: Partial<Info> = {}, send?: SendSignal) {
  const act = async () => {
    if (err !== undefined) throw err;
    return [];
  };
  const told: [name: string, message: unknown][] = [];
  const note: SendSignal = async (_, name, message) => void told.push([name, message]);
  const { openBelow } = withAnswers({ openBelow: act }, { send: send ?? note });
  const activity = anActivity(info);
  const beats: Heartbeat[] = [];
  activity.on('heartbeat', (beat: Heartbeat) => beats.push(beat));
  const failed = await activity.run(openBelow, { change: 'shop/1', known: [] }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { failed, told, record: beats.at(-1)?.attempts };
}

describe('the wrapper of activities', () => {
  test.each([
    failure('it does not fit'),
    personNeeded('ask somebody'),
    notYet('still open'),
    retryableFailure('again'),
    new CancelledFailure('cancelled'),
    ApplicationFailure.retryable('its worker stopped', 'WorkerStopped'),
  ])('passes on a failure that an activity made itself: %s', async (made) => {
    expect((await attempt(made)).failed).toBe(made);
  });

  test('says where an error was met', async () => {
    expect((await attempt(new TypeError('x is not a function'))).failed).toMatchObject({
      message: 'see what is open below shop/1: x is not a function',
      type: 'TypeError',
      nonRetryable: false,
    });
  });

  test('keeps what became of each attempt for the next one', async () => {
    const first = await attempt(new Error('one'));
    expect(first.record).toMatchObject({ answered: 1, streak: { errors: 1, because: 'one' } });
    const second = await attempt(retryableFailure('two'), { attempt: 2, heartbeatDetails: { attempts: first.record } });
    expect(second.record).toMatchObject({ answered: 2, streak: { errors: 2, because: 'two' } });
    const stopped = ApplicationFailure.retryable('its worker stopped', 'WorkerStopped');
    const third = await attempt(stopped, { attempt: 3, heartbeatDetails: { attempts: second.record } });
    expect(third.record).toMatchObject({ answered: 3, streak: { errors: 2, because: 'two' } });
    const unread = await attempt(notYet('it waits', undefined, ['AccessDenied: no']), {
      attempt: 4,
      heartbeatDetails: { attempts: third.record },
    });
    expect(unread.record).toMatchObject({ answered: 4, streak: { errors: 3, because: 'AccessDenied: no' } });
    const waits = await attempt(notYet('it waits'), { attempt: 5, heartbeatDetails: { attempts: unread.record } });
    expect(waits.record).toEqual({ answered: 5 });
  });
});

/** The second attempt at so many milliseconds after the first, which failed. */
const second = (ms: number): Partial<Info> => ({
  attempt: 2,
  activityId: '7',
  activityType: 'openBelow',
  scheduledTimestampMs: 0,
  currentAttemptScheduledTimestampMs: ms,
  heartbeatDetails: { attempts: { answered: 1, streak: { errors: 1, sinceMs: 0, lastMs: 5, because: 'one' } } },
});
const minutes = (count: number) => count * 60_000;

test('what only a person can change ends an activity of a change, and is tried again in a service, which cannot wait for people', async () => {
  const denied = Object.assign(new Error('Request unauthorized.'), { code: 7, details: '', metadata: {} });
  const fail = async (_: unknown): Promise<never> => {
    throw denied;
  };
  const { startChange, watchForVanished, openBelow } = withAnswers(
    { startChange: fail, watchForVanished: fail, openBelow: fail },
    { send: async () => {} },
  );
  const start = { id: 'shop/1', summary: '', argument: {}, searchAttributes: { service: 'shop', pipeline: 'shop', change: '1' } };
  const run = (act: () => Promise<unknown>) => expect(anActivity().run(act)).rejects;
  await run(() => startChange(start)).toMatchObject({ nonRetryable: false, message: expect.stringContaining('unauthorized') });
  await run(() => watchForVanished({ changes: ['shop/1'] })).toMatchObject({ nonRetryable: false });
  await run(() => openBelow({ change: 'shop/1', known: [] })).toMatchObject({ nonRetryable: true, type: 'NeedsPerson' });
});

describe('the workflow is told', () => {
  test('nothing while errors are younger than two minutes', async () => {
    expect((await attempt(new Error('two'), second(minutes(1)))).told).toEqual([]);
  });

  test('what fails, since when, how often and why, as soon as an attempt begins or ends two minutes after the first error', async () => {
    const trouble = {
      activity: '7',
      name: 'openBelow',
      doing: 'see what is open below shop/1',
      since: '1970-01-01T00:00:00.000Z',
    };
    const { told, record } = await attempt(new Error('two'), second(minutes(2)));
    expect(told).toEqual([['troubled', { ...trouble, because: 'one', errors: 1, last: '1970-01-01T00:00:00.005Z' }]]);
    expect(record?.streak).toMatchObject({ errors: 2, told: { because: 'one' } });
  });

  test('that the trouble is over: by an answer, by a wait that can be read, by an end for good; and nothing if it was not told', async () => {
    const told = { atMs: 0, because: 'one' };
    const streak = { errors: 9, sinceMs: 0, lastMs: 5, because: 'one', told };
    const info = { ...second(minutes(3)), heartbeatDetails: { attempts: { answered: 1, streak } } };
    for (const end of [undefined, notYet('it waits'), failure('no'), new CancelledFailure('cancelled')])
      expect((await attempt(end, info)).told).toEqual([['recovered', { activity: '7' }]]);
    expect((await attempt(undefined, second(minutes(1)))).told).toEqual([]);
    expect((await attempt(new Error('two'), { ...info, retryPolicy: { maximumAttempts: 2 } })).told).toEqual([
      ['recovered', { activity: '7' }],
    ]);
  });

  test('and if that fails, nothing changes but the log', async () => {
    const silent: SendSignal = async () => {
      throw new Error('no connection');
    };
    const { failed, record } = await attempt(new Error('two'), second(minutes(2)), silent);
    expect(failed).toMatchObject({ message: 'see what is open below shop/1: two' });
    expect(record?.streak).not.toHaveProperty('told'); // so the next attempt tells it
    const next = { ...second(minutes(3)), attempt: 3, heartbeatDetails: { attempts: record } };
    expect((await attempt(new Error('three'), next)).told).toMatchObject([['troubled', { errors: 2 }]]);
  });
});
