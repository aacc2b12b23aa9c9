import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** The wait of an activity that looks again: the server retries it without alarm, and shows the sentence as its last failure. */
export const notYet = (because: string): ApplicationFailure =>
  ApplicationFailure.create({ message: because, type: 'NotYet', category: ApplicationFailureCategory.BENIGN });
