/** The wrapper of every activity: sorts what it throws by the table of answers, and lets no activity fail for long in silence. */
import { activityInfo, CancelledFailure, CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Activities } from '../contract';
import { isError } from './answers/read-error';
import { sortAnswer } from './answers/sort-answer';
import { Attempt } from './attempt';
import { describeCall } from './describe-call';
import { failure, personNeeded } from './failure';
import { workerStopped } from './heartbeats';
import { unreadIn } from './not-yet';
import type { Telling } from './tell';

/** Wraps activities. What they return and the failures that they make themselves pass unchanged. */
export function withAnswers<Some extends Partial<Activities>>(activities: Some, telling: Telling): Some {
  const wrapped = Object.entries(activities).map(([name, act]) => [name, wrap(name as keyof Activities, act as Act, telling)]);
  return Object.fromEntries(wrapped) as Some;
}

type Act = (input: never) => Promise<unknown>;

const wrap =
  (name: keyof Activities, act: Act, telling: Telling) =>
  async (input: never): Promise<unknown> => {
    const doing = describeCall(name, input);
    const attempt = await Attempt.begin(doing, telling);
    try {
      const answer = await act(input);
      await attempt.worked(true);
      return answer;
    } catch (err) {
      const failed = isError(err) && isDeliberate(err) ? err : sortedFailure({ name, doing }, err);
      await note(attempt, failed);
      throw failed;
    }
  };

/** A failure that an activity made itself, or the SDK's own ways to end one. */
const isDeliberate = (err: Error): boolean =>
  err instanceof ApplicationFailure || err instanceof CancelledFailure || err instanceof CompleteAsyncError;

/** The failure that an answer becomes: its message says where it was met, and what to do if a person has to do something. */
function sortedFailure({ name, doing }: { name: keyof Activities; doing: string }, err: unknown): ApplicationFailure {
  const { kind, because } = sortAnswer(err);
  const message = `${doing}: ${because}`;
  if (kind === 'person' && !ofServices.includes(name)) return personNeeded(message);
  if (kind === 'final') return failure(message);
  return ApplicationFailure.create({
    message,
    type: isError(err) ? err.name : 'Error',
    ...(isError(err) && { cause: err }),
  });
}

/**
 * What a service does cannot wait for a person as a change does: a merge would not be started, and a vanished change not be noticed. It is tried
 * again until a person has acted, and the service shows that and tells people.
 */
const ofServices: readonly (keyof Activities)[] = ['startChange', 'watchForVanished'];

/** Keeps in the record how the attempt ended. */
async function note(attempt: Attempt, err: Error): Promise<void> {
  if (err instanceof CancelledFailure || !(err instanceof ApplicationFailure)) return await attempt.worked(true);
  if (err.type === workerStopped) return attempt.stopped();
  if (err.nonRetryable || isLastAttempt()) return await attempt.worked(true);
  if (err.category !== ApplicationFailureCategory.BENIGN) return await attempt.failed(err.message);
  const unread = unreadIn(err);
  return unread === undefined ? await attempt.worked(false) : await attempt.failed(unread);
}

const isLastAttempt = (): boolean => {
  const { attempt, retryPolicy: { maximumAttempts = 0 } = {} } = activityInfo();
  return maximumAttempts > 0 && attempt >= maximumAttempts; // 0 is without limit
};
