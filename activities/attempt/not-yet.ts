import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/**
 * The failure of an activity that looks again later: the server retries it without alarm. The sentence is shown as its last failure;
 * `details` carry the same as data, for programs.
 */
export function notYet(because: string, details?: unknown): ApplicationFailure {
  const failure = ApplicationFailure.create({
    message: because,
    type: 'NotYet',
    category: ApplicationFailureCategory.BENIGN,
    ...(details !== undefined && { details: [details] }),
  });
  failure.stack = ''; // nothing went wrong: the Web UI would show a page of stack lines below the sentence that counts
  return failure;
}
