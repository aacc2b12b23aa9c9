import { sleep } from '@temporalio/workflow';
import type { OpeningOutcome } from '../../activities/contract';
import type { StagePlan } from '../../pipeline/plan/plan';
import { quick } from '../activities';
import { oneLine } from '../progress/one-line';
import type { Story } from '../progress/progress';

/** An answer that was longer on its way, because no worker was there, may be about an hour that is over. */
const freshMs = 10_000;

/** Waits until the windows of a stage are open. */
export async function untilOpen(stage: StagePlan, story: Story): Promise<void> {
  for (let found = await windowsOf(stage); found.kind === 'closed'; found = await windowsOf(stage)) {
    story.waits(stage.name, { because: found.because, until: new Date(found.opensAtMs).toISOString() });
    await sleep(Math.max(found.opensAtMs - Date.now(), 1), { summary: oneLine(`stage ${stage.name} ${found.because}`) });
  }
}

/** Whether the windows of a stage are open, and when else. What a time zone says may change, so an activity says it once and history keeps it. */
export async function windowsOf({ name, windows }: StagePlan): Promise<OpeningOutcome> {
  if (windows === undefined) return { kind: 'open' };
  for (;;) {
    const askedMs = Date.now();
    const found = await quick.opening.executeWithOptions({ summary: `windows of ${name}` }, [{ windows }]);
    if (found.kind === 'closed' || Date.now() - askedMs < freshMs) return found; // a late "closed" harms nobody: it is asked again
  }
}
