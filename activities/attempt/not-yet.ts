import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** What could not be read at a look that ended in "not yet". */
const unread = new WeakMap<object, string>();

/**
 * The failure of an activity that looks again later: the server retries it without alarm. The sentence is shown as its last failure;
 * `details` carry the same as data, for programs. `trouble` says what could not be read at this look: that is an error, though the wait is none.
 */
export function notYet(because: string, details?: unknown, trouble: readonly string[] = []): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: because,
    type: 'NotYet',
    category: ApplicationFailureCategory.BENIGN,
    ...(details !== undefined && { details: [details] }),
  });
  failure.stack = ''; // nothing went wrong: the Web UI would show a page of stack lines below the sentence that counts
  if (trouble.length > 0) unread.set(failure, trouble.join('; '));
  return failure;
}

/** Why a look that ended in "not yet" could not read something; `undefined` if it read everything. */
export const unreadIn = (failure: ApplicationFailure): string | undefined => unread.get(failure);
