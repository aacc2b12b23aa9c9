import { CancellationScope } from '@temporalio/workflow';
import type { Notice } from '../../activities/contract';
import { quick } from '../activities';
import { log } from '../progress/log';
import { reasonOf } from '../setback';

/** Tells people something. Where they cannot be told the log has it: what happens to a change must not depend on who hears of it. */
export async function notifyPeople(notice: Notice): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      quick.notify.executeWithOptions({ summary: `tell people: ${notice.subject}` }, [notice]),
    );
  } catch (err) {
    log({ change: notice.change }, `people could not be told “${notice.subject}: ${notice.text}”: ${reasonOf(err)}`); // rethrows a bug
  }
}
