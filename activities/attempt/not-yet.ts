import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** The wait of an activity that looks again: the server retries it without alarm, and shows the sentence as its last failure. */
export function notYet(because: string): ApplicationFailure {
  const wait = ApplicationFailure.create({ message: because, type: 'NotYet', category: ApplicationFailureCategory.BENIGN });
  wait.stack = ''; // nothing went wrong anywhere: the Web UI would show a page of lines below the one that counts
  return wait;
}
