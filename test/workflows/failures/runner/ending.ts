import { WorkflowFailedError, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { ChangeOutcome, LevelOutcome } from '../../../../pipeline/model/outcome';

/** A change or a level below it. */
export type Ending = WorkflowHandle<() => Promise<ChangeOutcome | LevelOutcome>>;

/** How a workflow ended, in a line, once it has; `undefined` where there never was one. */
export async function endingOf(workflow: Ending): Promise<string | undefined> {
  try {
    return inWords(await workflow.result());
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    if (err instanceof WorkflowFailedError) return `ENDED WITHOUT AN ANSWER: ${innermost(err).message}`;
    throw err;
  }
}

function inWords(outcome: ChangeOutcome | LevelOutcome): string {
  if (outcome.kind === 'deployed') return outcome.touched ? 'deployed' : 'deployed, without a touch';
  const left = 'left' in outcome ? outcome.left.map(({ what }) => what).sort() : []; // Regions go back side by side: no order to keep
  return `${outcome.kind}: ${outcome.because}${left.length === 0 ? '' : `; left: ${left.join(', ')}`}`;
}

const innermost = (err: Error): Error => (err.cause instanceof Error ? innermost(err.cause) : err);
