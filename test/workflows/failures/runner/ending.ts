import { WorkflowFailedError, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import type { ChangeOutcome, LevelOutcome } from '../../../../pipeline/model/outcome';

/** The workflow of a change or of a level below it. */
export type LevelHandle = WorkflowHandle<() => Promise<ChangeOutcome | LevelOutcome>>;

/** Waits for a workflow and describes its ending in a line; `undefined` if it never started. */
export async function describeEnding(workflow: LevelHandle): Promise<string | undefined> {
  try {
    return describeOutcome(await workflow.result());
  } catch (err) {
    if (err instanceof WorkflowNotFoundError) return undefined;
    if (err instanceof WorkflowFailedError) return `ENDED WITHOUT AN OUTCOME: ${rootCause(err).message}`;
    throw err;
  }
}

function describeOutcome(outcome: ChangeOutcome | LevelOutcome): string {
  if (outcome.kind === 'deployed') return outcome.touched ? 'deployed' : 'deployed, nothing to do';
  const left = 'left' in outcome ? outcome.left.map(({ what }) => what).sort() : []; // Regions are rolled back in parallel, in no fixed order
  return `${outcome.kind}: ${outcome.because}${left.length === 0 ? '' : `; left: ${left.join(', ')}`}`;
}

const rootCause = (err: Error): Error => (err.cause instanceof Error ? rootCause(err.cause) : err);
