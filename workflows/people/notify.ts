import { CancellationScope } from '@temporalio/workflow';
import type { Notice } from '../../activities/contract';
import { quick } from '../activities';
import { log } from '../progress/log';
import { reasonOf } from '../setback';

/** Notifies people. If that fails for good the log has the notice: what happens to a change must not depend on a notification. */
export async function notifyPeople(notice: Notice): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      quick.notify.executeWithOptions({ summary: `notify people: ${notice.subject}` }, [notice]),
    );
  } catch (err) {
    const because = reasonOf(err); // rethrows a bug
    log({ change: notice.change }, `people could not be notified of “${notice.subject}: ${notice.text}”: ${because}`);
  }
}
